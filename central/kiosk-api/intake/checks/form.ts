/** A form that this hospital showed, in the version that it had, with answers that fit. */
import * as v from 'valibot'
import type { Answers } from '../../../../domain/forms/answers.ts'
import { answerProblem, askedQuestions } from '../../../../domain/forms/answers.ts'
import type { Form } from '../../../../domain/forms/form.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { ShownContent } from '../../../published/content/shown.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'

export interface Answered {
  readonly form: Form
  readonly answers: Answers
}

const Response = v.looseObject({
  resourceType: v.literal('QuestionnaireResponse'),
  questionnaire: v.string(),
  item: v.array(
    v.looseObject({
      linkId: v.string(),
      answer: v.optional(v.array(v.looseObject({ valueCoding: v.looseObject({ code: v.string() }) }))),
    }),
  ),
})
const Entry = v.looseObject({ resource: v.looseObject({ resourceType: v.string() }) })

export function form(payload: EnvelopePayload, shown: ShownContent): Checked<Answered> {
  const responses = payload.bundle.entry.flatMap((entry) => {
    const parsed = v.safeParse(Entry, entry)
    return parsed.success && parsed.output.resource.resourceType === 'QuestionnaireResponse'
      ? [parsed.output.resource]
      : []
  })
  const response = v.safeParse(Response, responses[0])
  if (responses.length !== 1 || !response.success) return refuse('form', 'response')
  const { questionnaire, item } = response.output
  const known = shown.forms.find(({ url, version }) => `${url}|${version}` === questionnaire)
  if (known === undefined) return refuse('form', 'unknown')
  const answers = Object.fromEntries(
    item.map(({ linkId, answer }) => [linkId, (answer ?? []).map(({ valueCoding }) => valueCoding.code)]),
  )
  const asked = askedQuestions(known, answers)
  if (asked.length !== item.length || !asked.every(({ linkId }, at) => item[at]?.linkId === linkId)) {
    return refuse('form', 'questions')
  }
  const fits = asked.every((question) => answerProblem(question, answers[question.linkId] ?? []) === null)
  return fits ? good({ form: known, answers }) : refuse('form', 'answers')
}
