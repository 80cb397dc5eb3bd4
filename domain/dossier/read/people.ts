/** Names of people, organisations and places that a reference names; never another patient's. */
import * as v from 'valibot'
import { isBsnSystem } from '../../coding/number-systems.ts'
import { isPossibly, isSurely, nameHolds } from '../../validity/holds.ts'
import type { Language } from '../../language.ts'
import type { Around } from './line.ts'
import { notes } from '../words/labels.ts'
import { names, resolve } from './references.ts'
import { Concept, Period, Reference, type Resource } from './shapes.ts'
import { clean, wordsOf } from './words-of.ts'

const HumanName = v.looseObject({
  text: v.optional(v.string()),
  family: v.optional(v.string()),
  given: v.optional(v.array(v.string())),
  prefix: v.optional(v.array(v.string())),
  use: v.optional(v.picklist(['usual', 'official', 'temp', 'nickname', 'anonymous', 'old', 'maiden'])),
  period: v.optional(Period),
})
type HumanName = v.InferOutput<typeof HumanName>
const Person = v.looseObject({ name: v.pipe(v.array(HumanName), v.minLength(1)) })
const Place = v.looseObject({ name: v.string() })
const Role = v.looseObject({
  practitioner: v.optional(Reference),
  organization: v.optional(Reference),
  code: v.optional(v.array(Concept)),
})

/** Types of which another's name is nobody's business here. */
const unnamed: ReadonlySet<string> = new Set(['Patient', 'RelatedPerson', 'Group', 'Person'])

/** Type that a reference says it has; null where it does not say. */
export function typeOf({ reference, type }: Pick<Reference, 'reference' | 'type'>): string | null {
  return type ?? /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]+(?:\/_history\/.*)?$/.exec(reference ?? '')?.[1] ?? null
}

/** "dr. R. Timmer"; null where it has no name, or is a patient or a relative. */
export function nameOf(reference: Reference | undefined, from: Resource, around: Around): string | null {
  if (reference === undefined) return null
  const type = typeOf(reference)
  if (type !== null && unnamed.has(type)) return null
  const found = resolve(reference, from, around)
  if (found !== null && unnamed.has(found.resourceType)) return null
  // Of a reference without a type nobody knows whether it is a person who may not be named.
  if (type === null && found === null && reference.identifier !== undefined && isBsn(reference.identifier.system))
    return null
  return clean(reference.display) ?? (found === null ? null : nameOfResource(found, around))
}

/** Whether a number system is that of the citizen service number: it says that a person is meant, and may not be shown. */
export function isBsn(system: string | undefined): boolean {
  return system?.toLowerCase().includes('bsn') === true || isBsnSystem(system)
}

function nameOfResource(resource: Resource, around: Around): string | null {
  if (resource.resourceType === 'PractitionerRole') {
    const role = v.safeParse(Role, resource)
    if (!role.success) return null
    const parts = [
      nameOf(role.output.practitioner, resource, around),
      wordsOf(role.output.code?.[0], around.language),
      nameOf(role.output.organization, resource, around),
    ]
    const said = parts.filter((part) => part !== null)
    return said.length === 0 ? null : said.join(', ')
  }
  const place = v.safeParse(Place, resource)
  if (place.success) return clean(place.output.name)
  const person = v.safeParse(Person, resource)
  if (!person.success) return null
  const { text, prefix, given, family } = nameOfToday(person.output.name, around) ?? {}
  return clean(text) ?? clean([...(prefix ?? []), ...(given ?? []), family ?? ''].join(' '))
}

/** One that surely holds today, else one that may: a name that is over, or is still to come, is nobody's. */
function nameOfToday(names: readonly HumanName[], { now }: Around): HumanName | undefined {
  const holding = (one: HumanName) => nameHolds({ use: one.use, period: one.period }, now)
  return names.find((one) => isSurely(holding(one))) ?? names.find((one) => isPossibly(holding(one)))
}

/** Whether a reference names the patient whose dossier this is; true for every one when it is nobody's in particular. */
export function isPatient(reference: Reference | undefined, around: Around): boolean {
  if (around.patient === null) return reference === undefined || (typeOf(reference) ?? 'Patient') === 'Patient'
  return reference !== undefined && names(reference, around.patient, around.bases, around.now)
}

/** The first of these that has a name; "told by you" for the patient; "not known" otherwise. */
export function sourceOf(references: readonly (Reference | undefined)[], from: Resource, around: Around): string {
  for (const reference of references) {
    if (reference === undefined) continue
    if (typeOf(reference) === 'Patient' && isPatient(reference, around)) return notes.byYou[around.language]
    const name = nameOf(reference, from, around)
    if (name !== null) return name
  }
  return notes.sourceUnknown[around.language]
}

export function timeOr(words: string | null, language: Language): string {
  return words ?? notes.timeUnknown[language]
}
