/** What stops a visit to a file: death (terms, article 8), a physician's block, a suspension (terms, article 7). */
import type { Flag, Patient } from '@medplum/fhirtypes'
import { searchAll } from '../store/fhir/search-all.ts'
import type { FhirStore } from '../store/fhir/store.ts'
import { accessFlagSystem } from './naming.ts'

export type Access = 'open' | 'deceased' | 'blocked' | 'suspended'

/** The reason that weighs most. The visitor never hears it: the session gets `ended` and says a neutral sentence. */
export async function accessTo(fhir: FhirStore, patient: Patient): Promise<Access> {
  if (patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined) return 'deceased'
  const codes = (await activeFlags(fhir, `Patient/${patient.id}`)).flatMap((flag) => flag.code?.coding ?? [])
  const has = (code: string) => codes.some((coding) => coding.system === accessFlagSystem && coding.code === code)
  if (has('blocked')) return 'blocked'
  return has('suspended') ? 'suspended' : 'open'
}

/** Every one of them, or an error: a block behind twenty old flags is still a block. */
async function activeFlags(fhir: FhirStore, patient: string): Promise<readonly Flag[]> {
  const flags = await searchAll(fhir, { type: 'Flag', having: { patient }, status: ['active'] })
  return flags.filter(({ subject }) => subject.reference === patient)
}
