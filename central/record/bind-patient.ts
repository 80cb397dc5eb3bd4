/** The way from a patient that was found to a visit bound to it: the same for the kiosk's look-up and the clerk's pick. */
import type { Patient } from '@medplum/fhirtypes'
import type { VisitId } from '../../domain/ids.ts'
import type { FhirStore } from '../store/fhir/store.ts'
import type { StaffMember, VisitChange, VisitRow, Visits } from '../visits/visits.ts'
import { accessTo } from './access.ts'
import { findingOfRecord } from './findings.ts'
import { personOfRecord } from './person-of-record.ts'

/** Binds; or ends the visit when nobody may look here. */
export async function bindPatient({
  visits,
  fhir,
  row,
  patient,
  by,
}: {
  readonly visits: Visits
  readonly fhir: FhirStore
  readonly row: VisitRow
  readonly patient: Patient
  readonly by: StaffMember | null
}): Promise<VisitChange> {
  const { visit } = row.record
  const today = visits.today()
  const access = await accessTo(fhir, patient, today)
  if (access !== 'open') return await visits.end(visit, access, by)
  return await bindTo({ visits, fhir, visit, patient, by })
}

/** With everything that its record says of this visit's matter. Throws when not all of it could be read. */
export async function bindTo(of: {
  readonly visits: Visits
  readonly fhir: FhirStore
  readonly visit: VisitId
  readonly patient: Patient
  readonly by: StaffMember | null
}): Promise<VisitChange> {
  const { visits, fhir, visit, patient, by } = of
  const today = visits.today()
  const finding = await findingOfRecord(fhir, { patient, on: today })
  return await visits.bind(visit, `Patient/${patient.id}`, by, personOfRecord(patient, today), finding)
}
