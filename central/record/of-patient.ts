/** Everything of a kind that names a patient, by whatever kind of reference it does (HL7 FHIR R4, references). */
import type { Patient, Resource } from '@medplum/fhirtypes'
import { names, type Known } from '../../domain/dossier/read/references.ts'
import { Reference, Resource as ParsedResource } from '../../domain/dossier/read/shapes.ts'
import type { When } from '../../domain/fhir/holds.ts'
import * as v from 'valibot'
import { searchAll, type ResourceOf } from '../store/fhir/search-all.ts'
import type { FhirStore } from '../store/fhir/store.ts'

/** Identifiers by which a logical reference is looked for. */
const mostIdentifiers = 8

/**
 * By its address and by each of its identifiers, each result once; throws when not all could be read. Whether a result
 * really is this patient's is told by {@link isOf}.
 */
export async function searchOf<T extends Resource['resourceType']>(
  fhir: Pick<FhirStore, 'search'>,
  { type, parameter, patient }: { readonly type: T; readonly parameter: string; readonly patient: Patient },
): Promise<readonly ResourceOf<T>[]> {
  const found = new Map<string, ResourceOf<T>>()
  const add = async (name: string, value: string): Promise<void> => {
    for (const resource of await searchAll(fhir, { type, having: { [name]: value } })) {
      found.set(resource.id ?? '', resource)
    }
  }
  await add(parameter, `Patient/${patient.id}`)
  for (const { system, value } of (patient.identifier ?? []).slice(0, mostIdentifiers)) {
    if (system !== undefined && value !== undefined && !value.includes(','))
      await add(`${parameter}:identifier`, `${system}|${value}`)
  }
  return [...found.values()]
}

/** Tells whether a reference names this patient for sure. */
export function isOf(patient: Patient, on: When): (reference: unknown) => boolean {
  const parsed = v.safeParse(ParsedResource, patient)
  const known: Known | null = parsed.success ? { resource: parsed.output, fullUrl: null } : null
  return (reference) => {
    const one = v.safeParse(Reference, reference)
    return known !== null && one.success && names(one.output, known, [], on)
  }
}

/** Tells whether a reference may name this patient: for what stops something, such as a block. */
export function maybeOf(patient: Patient, on: When): (reference: unknown) => boolean {
  const surely = isOf(patient, on)
  return (reference) => {
    const one = v.safeParse(Reference, reference)
    if (!one.success) return false
    const text = one.output.reference?.replace(/\/_history\/.*$/, '')
    return surely(reference) || text?.endsWith(`/Patient/${patient.id}`) === true
  }
}
