/** What stops a visit to a file: death (terms, article 8), a physician's block, a suspension (terms, article 7). */
import type { Flag, Patient } from '@medplum/fhirtypes'
import { flagHolds, isPossibly, type When } from '../../domain/validity/holds.ts'
import { linkedRecords } from './linked-records.ts'
import { maybeOf, searchOf } from './of-patient.ts'
import type { FhirStore } from '../store/fhir/store.ts'
import { accessFlagSystem } from './naming.ts'

export type Access = 'open' | 'deceased' | 'blocked' | 'suspended'

/**
 * The reason that weighs most, on this day, on this record or on another of the same person. The visitor never hears it:
 * the session gets `ended` and says a neutral sentence. Throws when not every record and flag could be read: then nobody
 * knows, and nothing is shown.
 */
export async function accessTo(fhir: Pick<FhirStore, 'read' | 'search'>, patient: Patient, on: When): Promise<Access> {
  const records = await linkedRecords(fhir, patient)
  if (records.some(isDead)) return 'deceased'
  const flags: Flag[] = []
  for (const record of records) {
    const isTheirs = maybeOf(record)
    const found = await searchOf(fhir, { type: 'Flag', parameter: 'patient', patient: record })
    flags.push(...found.filter(({ subject }) => isTheirs(subject)))
  }
  // What cannot be told from its status and period may be a block, and blocks.
  const codes = flags.filter((flag) => isPossibly(flagHolds(flag, on))).flatMap(({ code }) => code?.coding ?? [])
  const has = (code: string) => codes.some((coding) => coding.system === accessFlagSystem && coding.code === code)
  if (has('blocked')) return 'blocked'
  return has('suspended') ? 'suspended' : 'open'
}

function isDead({ deceasedBoolean, deceasedDateTime }: Patient): boolean {
  return deceasedBoolean === true || deceasedDateTime !== undefined
}
