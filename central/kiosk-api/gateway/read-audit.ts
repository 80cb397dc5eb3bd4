/**
 * The access log of reads: AuditEvent after IHE BALP PatientRead/PatientQuery, with what NEN 7513 asks besides (who on
 * whose behalf, on which ground, by which protocol). Written before the answer leaves: what is not logged is not shown.
 */
import type { AuditEvent, Resource } from '@medplum/fhirtypes'
import type { VisitRow } from '../../visits/visits.ts'
import { entityType, objectRole, visitEvent } from './visit-event.ts'

export function readAudit({
  row,
  patient,
  query,
  resources,
  at,
  hospital,
}: {
  readonly row: VisitRow
  /** `Patient/<id>` */
  readonly patient: string
  /** Type and parameters as they were run; never holds a BSN, because reads are by compartment only. */
  readonly query: string
  readonly resources: readonly Pick<Resource, 'resourceType' | 'id'>[]
  readonly at: Date
  readonly hospital: string
}): AuditEvent {
  return {
    ...visitEvent({ row, patient, at, hospital }),
    outcome: '0',
    entity: [
      {
        what: { reference: patient },
        type: { system: entityType, code: '1', display: 'Person' },
        role: { system: objectRole, code: '1', display: 'Patient' },
      },
      {
        type: { system: entityType, code: '2', display: 'System Object' },
        role: { system: objectRole, code: '24', display: 'Query' },
        query: Buffer.from(query, 'utf8').toString('base64'),
        detail: [
          { type: 'visit', valueString: row.record.visit },
          { type: 'assurance', valueString: row.record.assurance },
          ...(row.identifiedBy === null ? [] : [{ type: 'identifiedBy', valueString: row.identifiedBy.id }]),
        ],
      },
      ...resources.map((resource) => ({
        what: { reference: `${resource.resourceType}/${resource.id}` },
        type: { system: entityType, code: '2', display: 'System Object' },
        role: { system: objectRole, code: '4', display: 'Domain Resource' },
      })),
    ],
  }
}
