/**
 * Every look-up in the access log, found or not: who asked, by which means, which records were meant and how it ended.
 * Never the number that was typed. What the kiosk is not told (a block, a death, another age) stands there for staff.
 */
import type { Patient } from '@medplum/fhirtypes'
import type { PatientLookUp } from '../../../domain/contract/gateway/visit-record.ts'
import type { EventOf } from '../../access-log/list.ts'
import { ofVisit } from '../../access-log/of-visit.ts'
import type { Access } from '../../record/access.ts'
import type { Found } from '../../record/find-patients.ts'
import type { VisitRow } from '../../visits/visits.ts'

export interface Looked {
  /** What follows for the visit. */
  readonly found: Found
  /** Whom it was about, also when the answer is "nobody". */
  readonly patients: readonly Patient[]
  /**
   * `adult`: nobody's child any more. `minor`: not of age yet, where an adult was asked for. `unnamed`: an adult whom no paper on the desk names. `rejected`: the
   * visitor said before that it is somebody else; found, and not shown again.
   */
  readonly withheld: Exclude<Access, 'open'> | 'adult' | 'minor' | 'unnamed' | 'rejected' | null
}

export function lookUpEvent({
  row,
  by,
  looked: { found, patients, withheld },
}: {
  /** As it is now that the try is used up. */
  readonly row: VisitRow
  readonly by: PatientLookUp['by']
  readonly looked: Looked
}): EventOf<'patientFound'> | EventOf<'patientNotGiven'> {
  const patient = found.answer === 'one' && withheld === null ? `Patient/${found.patient.id}` : null
  const asked = {
    ...ofVisit(row, patient),
    patients: patients.map(({ id }) => `Patient/${id ?? ''}`),
    query: `Patient?by=${by}`,
    lookUpsLeft: row.record.lookUpsLeft,
  }
  return patient === null
    ? { kind: 'patientNotGiven', ...asked, because: withheld ?? found.answer }
    : { kind: 'patientFound', ...asked }
}
