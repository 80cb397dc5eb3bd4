/** Record's name against document's name: {record, document: {family, given}, samePerson | expect}; with birth dates: is it that person. */
import * as v from 'valibot'
import { sameName, samePerson as isPerson } from '../../domain/identity/same-person.ts'
import { CalendarDay } from '../../domain/ids.ts'
import type { Kind } from './kind.ts'

const Case = v.object({
  /** A FHIR HumanName, a list of them, or a Patient's `name` and `birthDate`. */
  record: v.unknown(),
  document: v.object({
    family: v.string(),
    given: v.string(),
    birthDate: v.optional(CalendarDay),
    kind: v.optional(v.picklist(['passport', 'identityCard', 'residenceDocument'])),
  }),
  /** The day on which a name must hold. */
  on: v.optional(CalendarDay),
  samePerson: v.optional(v.boolean()),
  expect: v.optional(v.unknown()),
})

const Person = v.object({ name: v.optional(v.unknown()), birthDate: v.optional(v.string()) })

const someDay = v.parse(CalendarDay, '2026-11-23')

export const names: Kind = {
  name: 'names',
  answer(given) {
    const { record, document, on, samePerson } = v.parse(Case, given)
    const { names, known } = recordOf(record)
    const { kind, birthDate, ...name } = document
    const person = kind === undefined ? name : { ...name, kind }
    const day = on ?? someDay
    const verdict =
      birthDate === undefined
        ? sameName(names, person, day)
        : isPerson({ name: names, birthDate: known }, { ...person, birthDate }, day)
    // A true pair is never "different", a false one never "same"; doubt is right for either: a person decides.
    const fits = samePerson === undefined || verdict.answer !== (samePerson ? 'different' : 'same')
    return { answer: verdict.answer, reasons: [...verdict.reasons], fits }
  },
  expected: (given) => {
    const { samePerson, expect } = v.parse(Case, given)
    return expect ?? (samePerson === undefined ? undefined : { fits: true })
  },
}

/** A Patient's `name` and `birthDate`, or a HumanName (or a list) that may have a `birthDate` beside it. */
function recordOf(record: unknown): { readonly names: unknown; readonly known: string | undefined } {
  const person = v.safeParse(Person, record)
  if (!person.success) return { names: record, known: undefined }
  const { name, birthDate } = person.output
  const names = name ?? record
  return { names: Array.isArray(names) ? names : [names], known: birthDate }
}
