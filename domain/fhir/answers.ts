/** The answers as QuestionnaireResponse (R4), pinned to the version of the form that was shown. */
import type { QuestionnaireResponse } from '@medplum/fhirtypes'
import { askedQuestions } from '../forms/answers.ts'
import type { Answers } from '../forms/answers.ts'
import type { Form, Question } from '../forms/form.ts'
import type { Instant } from '../ids.ts'
import { languageTag } from '../language.ts'
import type { Language } from '../language.ts'
import { keyOf } from './entry.ts'

export function responseOf(input: {
  readonly uuid: string
  /** Who answered. */
  readonly who: { readonly reference: string }
  readonly form: Form
  readonly answers: Answers
  readonly language: Language
  readonly patient: string
  readonly at: Instant
}): QuestionnaireResponse {
  const { form, answers, language, who } = input
  return {
    resourceType: 'QuestionnaireResponse',
    language: languageTag[language],
    identifier: keyOf(input.uuid),
    questionnaire: `${form.url}|${form.version}`,
    status: 'completed',
    subject: { reference: input.patient },
    authored: input.at,
    author: who,
    source: who,
    item: askedQuestions(form, answers).map((question) => ({
      linkId: question.linkId,
      text: question.text[language],
      ...given(question, answers[question.linkId] ?? [], language),
    })),
  }
}

/** An optional question without an answer has no `answer`: FHIR knows no empty list. */
function given(question: Question, codes: readonly string[], language: Language) {
  const chosen = question.options.filter(({ code }) => codes.includes(code))
  if (chosen.length === 0) return {}
  return {
    answer: chosen.map(({ system, code, label }) => ({
      valueCoding: { ...(system === null ? {} : { system }), code, display: label[language] },
    })),
  }
}
