/**
 * Whether the resources that a form carries for systems say what the form says. A program reads `fhir.json` where a person
 * reads the page, so nothing else may be in it: the answers to this form, about one patient by the record's own address.
 * Who that patient is, only the hospital's record knows; the intake holds the address to it.
 */
import * as v from 'valibot'
import type { SignedContent } from '../document/model.ts'
import type { SignedStep } from '../document/steps.ts'
import { documentLanguageTag } from '../language.ts'
import { demand } from './base/refusal.ts'

const Uuid = v.pipe(v.string(), v.regex(/^urn:uuid:[0-9a-f-]{36}$/))
const Patient = v.pipe(v.string(), v.regex(/^Patient\/[A-Za-z0-9.-]{1,64}$/))
/** Who answered: a representative of the same transaction, or the patient. */
const Who = v.strictObject({ reference: v.union([Uuid, Patient]) })
const Answer = v.strictObject({
  valueCoding: v.strictObject({ system: v.optional(v.string()), code: v.string(), display: v.string() }),
})
const Item = v.strictObject({ linkId: v.string(), text: v.string(), answer: v.optional(v.array(Answer), []) })

/** As `domain/fhir/answers.ts` writes it, since the first form that was signed. */
const Response = v.strictObject({
  resourceType: v.literal('QuestionnaireResponse'),
  language: v.string(),
  identifier: v.strictObject({ system: v.literal('urn:ietf:rfc:3986'), value: Uuid }),
  questionnaire: v.string(),
  status: v.literal('completed'),
  subject: v.strictObject({ reference: Patient }),
  authored: v.pipe(v.string(), v.isoTimestamp()),
  author: Who,
  source: Who,
  item: v.array(Item),
})

/** Samples and vectors, which no record stands behind, carry no resources at all. */
const Nothing = v.strictObject({
  resourceType: v.literal('Bundle'),
  type: v.literal('collection'),
  entry: v.strictTuple([]),
})

/** Milliseconds between the answers and the first or the last signature, or the house's composing. */
const oneAct = 5 * 60_000

/**
 * Throws a Refusal (`attachment`) where the resources are others than those of this form. `composed`: when the house
 * composed it, milliseconds since 1970, which may be days after the last act; left out, a kiosk did, with that act.
 */
export function fhirAgrees(fhir: unknown, form: SignedContent, steps: readonly SignedStep[], composed?: number): void {
  if (v.is(Nothing, fhir)) return
  const parsed = v.safeParse(Response, fhir)
  demand(parsed.success, 'attachment', 'fhir.json is no answers to a form, or says more')
  const { questionnaire, language, item, authored, subject, author, source } = parsed.output
  const others = [author, source].filter(({ reference }) => v.is(Patient, reference))
  demand(
    others.every(({ reference }) => reference === subject.reference),
    'attachment',
    'answers by another patient',
  )
  const same = questionnaire === `${form.form.url}|${form.form.version}` && language === documentLanguageTag[form.language] // prettier-ignore
  demand(same, 'attachment', 'fhir.json is about another form')
  const given = item.map(({ text, answer }) => ({ question: text, answer: answer.map((one) => one.valueCoding.display) })) // prettier-ignore
  const said = form.answers.map(({ question, answer }) => ({ question, answer: [...answer] }))
  demand(JSON.stringify(given) === JSON.stringify(said), 'attachment', 'fhir.json has other answers than the form')
  const times = steps.map(({ claims }) => Date.parse(claims.at))
  const at = Date.parse(authored)
  const then = at >= Math.min(...times) - oneAct && at <= Math.max(...times, composed ?? 0) + oneAct
  demand(then, 'attachment', 'fhir.json is from another time than the signatures')
}
