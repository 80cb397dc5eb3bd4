/** Record's name against document's name: {record, document: {family, given}, samePerson | expect}. */
import * as v from 'valibot'
import { sameName } from '../../domain/identity/same-person.ts'
import { CalendarDay } from '../../domain/ids.ts'
import type { Kind } from './kind.ts'

const Case = v.object({
  /** A FHIR HumanName, or a list of them. */
  record: v.unknown(),
  document: v.object({
    family: v.string(),
    given: v.string(),
    kind: v.optional(v.picklist(['passport', 'identityCard', 'residenceDocument'])),
  }),
  /** The day on which a name must hold. */
  on: v.optional(CalendarDay),
  samePerson: v.optional(v.boolean()),
  expect: v.optional(v.unknown()),
})

const someDay = v.parse(CalendarDay, '2026-11-23')

export const names: Kind = {
  name: 'names',
  answer(given) {
    const { record, document, on, samePerson } = v.parse(Case, given)
    const { kind, ...name } = document
    const verdict = sameName(
      Array.isArray(record) ? record : [record],
      kind === undefined ? name : { ...name, kind },
      on ?? someDay,
    )
    // A true pair is never "different", a false one never "same"; doubt is right for either: a person decides.
    const fits = samePerson === undefined || verdict.answer !== (samePerson ? 'different' : 'same')
    return { answer: verdict.answer, reasons: [...verdict.reasons], fits }
  },
  expected: (given) => {
    const { samePerson, expect } = v.parse(Case, given)
    return expect ?? (samePerson === undefined ? undefined : { fits: true })
  },
}
