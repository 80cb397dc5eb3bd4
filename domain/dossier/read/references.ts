/**
 * What a reference names. Literal references are relative, absolute, versioned or `urn:`; logical ones are identifiers
 * (HL7 FHIR R4, references 2.3.0). In doubt it is somebody else: the record of another must never be shown.
 */
import { isSameSystem } from '../../coding/number-systems.ts'
import { identifierHolds, isPossibly, type When } from '../../validity/holds.ts'
import * as v from 'valibot'
import { Identifier, Period, type Reference, type Resource } from './shapes.ts'

/** Something that a reference may name: its resource, and the address at which it came, where that is known. */
export interface Known {
  readonly resource: Resource
  readonly fullUrl: string | null
}

/** Whether a reference names this resource. `bases` are addresses of the record's own server, without a slash at the end. */
export function names(reference: Reference, known: Known, bases: readonly string[], on: When): boolean {
  const { identifier } = reference
  if (reference.reference !== undefined)
    return namesLiterally(reference.reference, known, bases) && !isOfAnother(identifier, known.resource, on)
  if (identifier?.system === undefined || identifier.value === undefined) return false
  return identifiersOf(known.resource, on).some(
    ({ system, value }) => isSameSystem(system, identifier.system) && value === identifier.value,
  )
}

/** An address that is this patient's beside a number that is not: whose it is, nobody knows. */
function isOfAnother(identifier: Identifier | undefined, resource: Resource, on: When): boolean {
  if (resource.resourceType !== 'Patient' || identifier?.system === undefined || identifier.value === undefined)
    return false
  const own = identifiersOf(resource, on).filter(({ system }) => isSameSystem(system, identifier.system))
  return own.length > 0 && own.every(({ value }) => value !== identifier.value)
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function namesLiterally(text: string, { resource, fullUrl }: Known, bases: readonly string[]): boolean {
  const target = text.replace(/\/_history\/[A-Za-z0-9.-]{1,64}$/, '')
  if (fullUrl !== null && target === fullUrl) return true
  const { resourceType: type, id } = resource
  if (id === undefined) return false
  if (target === `${type}/${id}`) return true
  if (target.toLowerCase() === `urn:uuid:${id.toLowerCase()}`) return uuid.test(id)
  const base =
    /^https?:\/\//.test(target) && target.endsWith(`/${type}/${id}`)
      ? target.slice(0, -type.length - id.length - 2)
      : null
  if (base === null) return false
  // A random id is the same resource wherever it is kept; a counted one (`Patient/12`) is somebody else elsewhere.
  const own = fullUrl !== null && fullUrl === `${base}/${type}/${id}`
  return own || bases.includes(base) || uuid.test(id)
}

const Use = v.picklist(['usual', 'official', 'temp', 'secondary', 'old'])
const WithIdentifiers = v.looseObject({
  identifier: v.optional(
    v.array(v.looseObject({ ...Identifier.entries, use: v.optional(Use), period: v.optional(Period) })),
  ),
})

/** Identifiers that may be in use on this day. */
function identifiersOf(resource: Resource, on: When): readonly Identifier[] {
  const parsed = v.safeParse(WithIdentifiers, resource)
  if (!parsed.success) return []
  return (parsed.output.identifier ?? []).filter(({ use, period }) => {
    const { start, end } = period ?? {}
    const within = { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) }
    return isPossibly(identifierHolds({ ...(use === undefined ? {} : { use }), period: within }, on))
  })
}

/** The resource that a reference means: contained in `from`, or one of those that came along; null when neither. */
export function resolve(
  reference: Reference | undefined,
  from: Resource,
  around: { readonly known: readonly Known[]; readonly bases: readonly string[]; readonly now: When },
): Resource | null {
  if (reference === undefined) return null
  const { reference: text } = reference
  if (text?.startsWith('#') === true) {
    const inside = (from.contained ?? []).find(({ id }) => id !== undefined && `#${id.replace(/^#/, '')}` === text)
    return inside ?? null
  }
  const found = around.known.filter((known) => names(reference, known, around.bases, around.now))
  return found.length === 1 ? (found[0]?.resource ?? null) : null
}
