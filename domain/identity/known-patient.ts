/**
 * What a visit needs of a patient's record, read from a FHIR R4 Patient in one way for gateway, session, intake and desk:
 * the name, number and birth date that hold today. All that a record may lawfully leave out may be missing here.
 */
import * as v from 'valibot'
import { identifierHolds, isSurely, nameHolds } from '../validity/holds.ts'
import { isBsnSystem } from '../coding/number-systems.ts'
import type { CalendarDay } from '../ids.ts'
import { Bsn } from './bsn.ts'
import { familyParts, givenParts, readNames, real } from './name/human-name.ts'
import type { HumanNameParts } from './name/human-name.ts'

const Period = v.looseObject({ start: v.optional(v.string()), end: v.optional(v.string()) })
const PatientParts = v.looseObject({
  resourceType: v.literal('Patient'),
  id: v.string(),
  birthDate: v.optional(v.string()),
  name: v.optional(v.unknown()),
  identifier: v.optional(
    v.array(
      v.looseObject({
        use: v.optional(v.string()),
        system: v.optional(v.string()),
        value: v.optional(v.string()),
        period: v.optional(Period),
      }),
    ),
  ),
  deceasedBoolean: v.optional(v.boolean()),
  deceasedDateTime: v.optional(v.string()),
})

/** A FHIR date: a day, a month or a year, as the record has it. */
export const RecordedDate = v.pipe(v.string(), v.regex(/^\d{4}(-\d\d(-\d\d)?)?$/))

export interface KnownPatient {
  readonly id: string
  /** Null: the record has none. */
  readonly birthDate: string | null
  /** In the record's spelling; given names are empty where the record has one text only. */
  readonly given: string
  readonly family: string
  readonly bsn: string | null
  readonly deceased: boolean
}

/** Null when it is no Patient. Without any name both names are empty. */
export function knownPatient(resource: unknown, on: CalendarDay): KnownPatient | null {
  const parsed = v.safeParse(PatientParts, resource)
  if (!parsed.success) return null
  const { id, birthDate, name, identifier, deceasedBoolean, deceasedDateTime } = parsed.output
  const written = writtenName(name, on) ?? { given: '', family: '' }
  return {
    id,
    birthDate: v.is(RecordedDate, birthDate) ? birthDate : null,
    ...written,
    bsn: bsnOf(identifier ?? [], on),
    deceased: deceasedBoolean === true || deceasedDateTime !== undefined,
  }
}

/** Every BSN that stands in the record, an old one included, to know a form again. */
export function bsnsOf(resource: unknown): readonly string[] {
  const parsed = v.safeParse(PatientParts, resource)
  if (!parsed.success) return []
  return (parsed.output.identifier ?? []).flatMap(({ system, value }) =>
    isBsnSystem(system) && value !== undefined ? [value] : [],
  )
}

/** The BSN in use: the official one, else the only one; null when two are left. */
function bsnOf(
  identifiers: NonNullable<v.InferOutput<typeof PatientParts>['identifier']>,
  on: CalendarDay,
): string | null {
  const current = identifiers.filter(
    (one) => isBsnSystem(one.system) && v.is(Bsn, one.value) && isSurely(identifierHolds(one, on)),
  )
  const official = current.filter(({ use }) => use === 'official')
  const values = new Set((official.length > 0 ? official : current).map(({ value }) => value ?? ''))
  const [only] = values
  return values.size === 1 && only !== undefined ? only : null
}

/** The name in use: official before usual before the rest; an old one only when there is no other. Null: no name. */
export function writtenName(
  names: unknown,
  on: CalendarDay,
): { readonly given: string; readonly family: string } | null {
  const known = readNames(names).filter((name) => name.use !== 'anonymous' && spelling(name) !== null)
  const current = known.filter((name) => isSurely(nameHolds(name, on)))
  const rank = (name: HumanNameParts): number => {
    // A call name stands by itself in nl-core: without a family name it is not the name on a form.
    const whole = spelling(name)?.family === '' ? 10 : 0
    return whole + ({ official: 0, usual: 2, temp: 3, maiden: 4, nickname: 5 }[name.use ?? ''] ?? 1)
  }
  const [best] = (current.length > 0 ? current : known).toSorted((a, b) => rank(a) - rank(b))
  return best === undefined ? null : spelling(best)
}

function spelling(name: HumanNameParts): { readonly given: string; readonly family: string } | null {
  const family = familySpelling(name)
  const given = givenSpelling(name)
  if (family === '' && given === '') {
    const text = real(name.text ?? '')
    return text === '' ? null : { given: '', family: text }
  }
  return { given, family }
}

function familySpelling(name: HumanNameParts): string {
  const { whole, own, partner, order } = familyParts(name)
  if (whole !== '') return whole
  switch (order) {
    case 'NL2':
      return partner === '' ? own : partner
    case 'NL3':
      return [partner, own].filter((part) => part !== '').join('-')
    case 'NL4':
      return [own, partner].filter((part) => part !== '').join('-')
    case 'NL1':
    case null:
      return own === '' ? partner : own
    default:
      return order satisfies never
  }
}

/** Full names, else initials, else the name by which the person is called: never the same name twice. */
function givenSpelling(name: HumanNameParts): string {
  const { names, initials, called } = givenParts(name)
  const full = names.filter((text) => !/^(\p{L}{1,4}\.\s*)+$/u.test(text))
  const first = [full, names, initials, called].find((list) => list.length > 0) ?? []
  return first.join(' ')
}
