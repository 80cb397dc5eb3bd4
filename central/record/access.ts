/** What stops a visit to a file: death (terms, article 8), a physician's block, a suspension (terms, article 7). */
import type { Flag, Patient } from '@medplum/fhirtypes'
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

async function activeFlags(fhir: FhirStore, patient: string): Promise<readonly Flag[]> {
  const bundle = await fhir.search('Flag', new URLSearchParams({ patient }))
  return (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === 'Flag' && resource.status === 'active' && resource.subject.reference === patient
      ? [resource]
      : [],
  )
}
