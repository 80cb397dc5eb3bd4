/** Everything of a kind that names a patient, by whatever kind of reference it does (HL7 FHIR R4, references). */
import type { Patient, Resource } from '@medplum/fhirtypes'
import { namesOfSystem } from '../../domain/coding/number-systems.ts'
import { names, type Known } from '../../domain/dossier/read/references.ts'
import { Reference, Resource as ParsedResource } from '../../domain/dossier/read/shapes.ts'
import type { When } from '../../domain/validity/holds.ts'
import * as v from 'valibot'
import { NotAllRead, searchAll, type ResourceOf, type Search } from '../store/fhir/search-all.ts'
import type { FhirStore } from '../store/fhir/store.ts'
import { tokenText } from '../store/fhir/token-text.ts'

/** Identifiers of one record; more than this many is a fault of the record, and is never cut. */
const mostIdentifiers = 100

/**
 * By its address and by each of its identifiers, each result once; throws when not all could be read. Whether a result
 * really is this patient's is told by {@link isOf}.
 */
export async function searchOf<T extends Resource['resourceType']>(
  fhir: Pick<FhirStore, 'search'>,
  {
    parameter,
    patient,
    ...search
  }: Omit<Search<T>, 'having'> & { readonly parameter: string; readonly patient: Patient },
): Promise<readonly ResourceOf<T>[]> {
  const found = new Map<string, ResourceOf<T>>()
  const add = async (name: string, value: string): Promise<void> => {
    for (const resource of await searchAll<T>(fhir, { ...search, having: { [name]: value } })) {
      found.set(resource.id ?? '', resource)
    }
  }
  await add(parameter, `Patient/${patient.id}`)
  await add(parameter, urnOf(patient.id ?? ''))
  for (const token of identifierTokens(patient)) await add(`${parameter}:identifier`, token)
  return [...found.values()]
}

/** An address that names a resource by its id alone, wherever it is kept (RFC 4122: small letters). */
const urnOf = (id: string): string => `urn:uuid:${id.toLowerCase()}`

/**
 * Each identifier of the record as a search asks for it, under every name of its system and whatever its use: what hangs on
 * an old number is looked at, and judged after. Throws {@link NotAllRead} when there are too many to ask: nothing is decided by some of them.
 */
export function identifierTokens({ identifier }: Pick<Patient, 'identifier'>): readonly string[] {
  const tokens = (identifier ?? []).flatMap(({ system, value }) =>
    value === undefined ? [] : [identifierNames({ system, value })],
  )
  const each = new Map(tokens.map((names) => [names.toSorted().join(), names]))
  if (each.size > mostIdentifiers) throw new NotAllRead(`Patient: more than ${String(mostIdentifiers)} identifiers`)
  return [...new Set([...each.values()].flat())]
}

/** One number as a search asks for it, under every name of its system. */
export function identifierNames({
  system,
  value,
}: {
  readonly system: string | undefined
  readonly value: string
}): readonly string[] {
  return system === undefined ? [tokenText(system, value)] : namesOfSystem(system).map((name) => tokenText(name, value))
}

/**
 * Tells whether a reference names this patient for sure. `bases`: addresses of the record's own server, where a counted id
 * in an absolute reference is this patient's and nobody else's.
 */
export function isOf(patient: Patient, on: When, bases: readonly string[] = []): (reference: unknown) => boolean {
  const parsed = v.safeParse(ParsedResource, patient)
  const known: Known | null = parsed.success ? { resource: parsed.output, fullUrl: null } : null
  return (reference) => {
    const one = v.safeParse(Reference, reference)
    return known !== null && one.success && names(one.output, known, bases, on)
  }
}

/**
 * Tells whether a reference may name this patient: for what stops something, such as a block. By its address on any
 * server, or by an identifier of any use and time, also when both stand there and only one of them fits.
 */
export function maybeOf({ id = '', identifier }: Patient): (reference: unknown) => boolean {
  const tokens = new Set(identifierTokens({ identifier: identifier ?? [] }))
  return (reference) => {
    const one = v.safeParse(Reference, reference)
    if (!one.success) return false
    const { reference: address, identifier: number } = one.output
    const text = address?.replace(/\/_history\/.*$/, '') ?? ''
    const isAddress = text === `Patient/${id}` || text.endsWith(`/Patient/${id}`)
    return (
      (id !== '' && (isAddress || text.toLowerCase() === urnOf(id))) ||
      (number?.value !== undefined &&
        identifierNames({ system: number.system, value: number.value }).some((token) => tokens.has(token)))
    )
  }
}
