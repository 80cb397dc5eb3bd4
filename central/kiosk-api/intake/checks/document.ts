/** Paper and data say the same: form, answers, patient, steps, visit and decision inside the PDF are those outside. */
import * as v from 'valibot'
import { canonicalJson } from '../../../../domain/document/canonical.ts'
import type { Step } from '../../../../domain/document/steps.ts'
import { askedQuestions } from '../../../../domain/forms/answers.ts'
import type { EnvelopePayload } from '../../../../domain/intake/payload.ts'
import { Language } from '../../../../domain/language.ts'
import { good, refuse } from '../checked.ts'
import type { Checked } from '../checked.ts'
import type { Certified } from './certificate.ts'
import type { Answered } from './form.ts'
import type { BoundPatient } from './patient.ts'
import type { Sealed } from './seal.ts'
import { sameSteps } from './steps.ts'

export function document(input: {
  readonly payload: EnvelopePayload
  readonly sealed: Sealed
  readonly steps: readonly Step[]
  readonly answered: Answered
  readonly certified: Certified
  readonly patient: BoundPatient
}): Checked<null> {
  const { payload, sealed, answered, certified, patient } = input
  const { form, steps, decision, visit } = sealed.contents
  if (!sameSteps(steps, input.steps)) return refuse('document', 'steps')
  if (visit === null || canonicalJson(visit.certificate) !== canonicalJson(certified.certificate)) {
    return refuse('document', 'visit')
  }
  if (canonicalJson(decision) !== canonicalJson(payload.decision)) return refuse('document', 'decision')
  // A kiosk signs in the languages of its screens; a document of its could be set in more.
  if (!v.is(Language, form.language)) return refuse('document', 'language')
  if (canonicalJson(form.answers) !== canonicalJson(answersInWords(answered, form.language))) {
    return refuse('document', 'answers')
  }
  // The child's number stands on the paper in the form in which the record has it.
  if (patient.bsns.length > 0 && !form.patient.some(({ value }) => patient.bsns.includes(value)))
    return refuse('document', 'patient')
  return good(null)
}

function answersInWords({ form, answers }: Answered, language: Language) {
  return askedQuestions(form, answers).map((question) => ({
    question: question.text[language],
    answer: question.options
      .filter(({ code }) => (answers[question.linkId] ?? []).includes(code))
      .map(({ label }) => label[language]),
  }))
}
