/** Paper and data say the same: form, answers, patient, steps, visit and decision inside the PDF are those outside. */
import * as v from 'valibot'
import { canonicalJson } from '../../../../domain/bytes/canonical.ts'
import type { SignedStep } from '../../../../domain/document/steps.ts'
import { askedQuestions } from '../../../../domain/forms/answers.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { Bsn } from '../../../../domain/identity/bsn.ts'
import { Language } from '../../../../domain/language.ts'
import type { Contents } from '../../../../domain/verify/contents.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Certified } from './certificate.ts'
import type { Answered } from './form.ts'
import type { BoundPatient } from './patient.ts'
import type { Sealed } from './seal.ts'
import { sameSteps } from './steps.ts'

const Answers = v.looseObject({ resource: v.looseObject({ resourceType: v.literal('QuestionnaireResponse') }) })

export function document(input: {
  readonly payload: EnvelopePayload
  readonly sealed: Sealed
  readonly steps: readonly SignedStep[]
  readonly answered: Answered
  readonly certified: Certified
  readonly patient: BoundPatient
}): Checked<null> {
  const { payload, sealed, answered, certified, patient } = input
  const { form, steps, decision, fhir, visit } = sealed.contents
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
  if (!isAbout(form, patient)) return refuse('document', 'patient')
  // The answers inside are those that are stored, about the patient whom the record names.
  const stored = payload.bundle.entry.map((one) => v.safeParse(Answers, one)).find(({ success }) => success)
  const same = stored?.success === true && canonicalJson(fhir) === canonicalJson(stored.output.resource)
  return same ? good(null) : refuse('document', 'fhir')
}

/** Whether the paper names this patient: by a number that the record has or had, and by no number of somebody else. */
export function isAbout(form: Contents['form'], { bsns }: BoundPatient): boolean {
  const numbers = form.patient.map(({ value }) => value).filter((value) => v.is(Bsn, value))
  return numbers.every((number) => bsns.some((bsn) => bsn === number)) && (bsns.length === 0 || numbers.length > 0)
}

function answersInWords({ form, answers }: Answered, language: Language) {
  return askedQuestions(form, answers).map((question) => ({
    question: question.text[language],
    answer: question.options
      .filter(({ code }) => (answers[question.linkId] ?? []).includes(code))
      .map(({ label }) => label[language]),
  }))
}
