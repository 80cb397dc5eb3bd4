/**
 * Of a patient's record a session gets what its screens and its paper show: the name and number in use, the birth date
 * and whether the person died. No address, telephone or contacts: a parent gets this before any proof of authority counts.
 */
import type { Patient } from '@medplum/fhirtypes'
import { bsnSystem } from '../../../domain/coding/systems.ts'
import type { CalendarDay } from '../../../domain/ids.ts'
import { knownPatient } from '../../../domain/identity/known-patient.ts'

export function narrowPatient(patient: Patient, on: CalendarDay): Patient {
  const known = knownPatient(patient, on)
  if (known === null) return { resourceType: 'Patient' }
  const { id, given, family, bsn, birthDate, deceased } = known
  return {
    resourceType: 'Patient',
    id,
    name: [{ use: 'official', ...(family === '' ? {} : { family }), ...(given === '' ? {} : { given: [given] }) }],
    ...(bsn === null ? {} : { identifier: [{ use: 'official', system: bsnSystem, value: bsn }] }),
    ...(birthDate === null ? {} : { birthDate }),
    ...(deceased ? { deceasedBoolean: true } : {}),
  }
}
