/** From a record to the one that is in use: a record that was merged into another one leads there (Patient.link). */
import type { Patient } from '@medplum/fhirtypes'
import { isSurely, patientHolds, replacedBy } from '../../domain/validity/holds.ts'
import type { FhirStore } from '../store/fhir/store.ts'

/** Merges after merges; more than this many is a loop or a fault. */
const mostSteps = 8

/** Null when it is not in use, or leads nowhere, in a circle or to two others: then nobody may be bound to it. */
export async function currentRecord(fhir: Pick<FhirStore, 'read'>, patient: Patient): Promise<Patient | null> {
  const seen = new Set<string>()
  let at: Patient = patient
  for (let step = 0; step < mostSteps; step += 1) {
    const [next, ...more] = replacedBy(at)
    if (next === undefined) return isSurely(patientHolds(at)) ? at : null
    if (more.length > 0 || seen.has(next) || !/^Patient\/[A-Za-z0-9.-]{1,64}$/.test(next)) return null
    seen.add(next)
    const found = await fhir.read(next)
    if (found?.resourceType !== 'Patient') return null
    at = found
  }
  return null
}

/** Those in use, each once. */
export async function currentRecords(
  fhir: Pick<FhirStore, 'read'>,
  patients: readonly Patient[],
): Promise<readonly (Patient & { readonly id: string })[]> {
  const current = new Map<string, Patient & { readonly id: string }>()
  for (const patient of patients) {
    const one = await currentRecord(fhir, patient)
    if (one?.id !== undefined) current.set(one.id, { ...one, id: one.id })
  }
  return [...current.values()]
}
