/** Of a patient's record what a paper is held to: read as session and intake read it, so that all three judge alike. */
import type { Patient } from '@medplum/fhirtypes'
import { knownPatient } from '../../domain/identity/known-patient.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import type { PersonOfRecord } from '../visits/visit-row.ts'

/** Null: it cannot be read, so the clerk is asked about every paper. */
export function personOfRecord(patient: Patient, today: CalendarDay): PersonOfRecord | null {
  const known = knownPatient(patient, today)
  return known && { birthDate: known.birthDate, given: known.given, family: known.family }
}
