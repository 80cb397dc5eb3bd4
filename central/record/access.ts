/** What stops a visit to a file: death (terms, article 8), a physician's block, a suspension (terms, article 7). */
import type { Patient } from '@medplum/fhirtypes'
import { flagHolds, isPossibly, type When } from '../../domain/fhir/holds.ts'
import { maybeOf, searchOf } from './of-patient.ts'
import type { FhirStore } from '../store/fhir/store.ts'
import { accessFlagSystem } from './naming.ts'

export type Access = 'open' | 'deceased' | 'blocked' | 'suspended'

/**
 * The reason that weighs most, on this day. The visitor never hears it: the session gets `ended` and says a neutral
 * sentence. Throws when not every flag could be read: then nobody knows, and nothing is shown.
 */
export async function accessTo(fhir: FhirStore, patient: Patient, on: When): Promise<Access> {
  if (patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined) return 'deceased'
  const flags = await searchOf(fhir, { type: 'Flag', parameter: 'patient', patient })
  const isTheirs = maybeOf(patient, on)
  // What cannot be told from its status and period may be a block, and blocks.
  const codes = flags
    .filter((flag) => isTheirs(flag.subject) && isPossibly(flagHolds(flag, on)))
    .flatMap(({ code }) => code?.coding ?? [])
  const has = (code: string) => codes.some((coding) => coding.system === accessFlagSystem && coding.code === code)
  if (has('blocked')) return 'blocked'
  return has('suspended') ? 'suspended' : 'open'
}
