/** The way from a patient that was found to a visit bound to it: the same for the kiosk's look-up and the clerk's pick. */
import type { Patient } from '@medplum/fhirtypes'
import type { FhirStore } from '../store/fhir/store.ts'
import type { StaffMember, VisitChange, VisitRow, Visits } from '../visits/visits.ts'
import { accessTo } from './access.ts'

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
  const access = await accessTo(fhir, patient, visits.today())
  return await (access === 'open' ? visits.bind(visit, `Patient/${patient.id}`, by) : visits.end(visit, access, by))
}
