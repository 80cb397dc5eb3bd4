/** The bound patient, from the narrow part of a FHIR R4 Patient that a visit needs. */
import type { MandateFacts } from '../../domain/contract/gateway/visit-record.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import { knownPatient } from '../../domain/identity/known-patient.ts'
import type { Bound } from '../flow/state.ts'

/** Null when the resource is no patient that can be shown: no name, no birth date at all. */
export function readPatient(resource: unknown, mandates: MandateFacts, today: CalendarDay): Bound | null {
  const known = knownPatient(resource, today)
  if (known === null) return null
  const { id, birthDate, ...patient } = known
  if (birthDate === null || `${patient.given}${patient.family}` === '') return null
  return { patient: { ...patient, reference: `Patient/${id}`, birthDate }, mandates }
}
