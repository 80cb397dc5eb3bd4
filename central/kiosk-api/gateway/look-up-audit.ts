/**
 * Every look-up in the access log, found or not: who asked, by which means, which records were meant and how it ended.
 * Never the number that was typed. What the kiosk is not told (a block, a death, an adult) stands here for staff.
 */
import type { AuditEvent, Patient } from '@medplum/fhirtypes'
import type { PatientLookUp } from '../../../domain/contract/gateway/visit-record.ts'
import type { Access } from '../../record/access.ts'
import type { Found } from '../../record/find-patients.ts'
import type { VisitRow } from '../../visits/visits.ts'
import { entityType, objectRole, visitEvent } from './visit-event.ts'

export interface Looked {
  /** What follows for the visit. */
  readonly found: Found
  /** Whom it was about, also when the answer is "nobody". */
  readonly patients: readonly Patient[]
  /** `rejected`: the visitor said before that it is somebody else; found, and not shown again. */
  readonly withheld: Exclude<Access, 'open'> | 'adult' | 'rejected' | null
}

export function lookUpAudit({
  row,
  by,
  looked,
  hospital,
  at,
}: {
  /** As it is now that the try is used up. */
  readonly row: VisitRow
  readonly by: PatientLookUp['by']
  readonly looked: Looked
  readonly hospital: string
  readonly at: Date
}): AuditEvent {
  const one = looked.found.answer === 'one' && looked.withheld === null ? looked.found.patient : null
  return {
    ...visitEvent({ row, patient: one === null ? null : `Patient/${one.id}`, at, hospital }),
    // 4: the asker did not get what was asked (FHIR R4, audit-event-outcome).
    outcome: one === null ? '4' : '0',
    outcomeDesc: looked.withheld ?? looked.found.answer,
    entity: [
      {
        type: { system: entityType, code: '2', display: 'System Object' },
        role: { system: objectRole, code: '24', display: 'Query' },
        query: Buffer.from(`Patient?by=${by}`, 'utf8').toString('base64'),
        detail: [
          { type: 'visit', valueString: row.record.visit },
          { type: 'lookUpsLeft', valueString: String(row.record.lookUpsLeft) },
          ...(row.identifiedBy === null ? [] : [{ type: 'identifiedBy', valueString: row.identifiedBy.id }]),
        ],
      },
      ...looked.patients.map(({ id }) => ({
        what: { reference: `Patient/${id ?? ''}` },
        type: { system: entityType, code: '1', display: 'Person' },
        role: { system: objectRole, code: '1', display: 'Patient' },
      })),
    ],
  }
}
