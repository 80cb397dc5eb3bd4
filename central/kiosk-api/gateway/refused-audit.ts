/** Reads that were refused, in the access log: somebody in a visit asked for what is not his, or not to be had now. */
import type { AuditEvent } from '@medplum/fhirtypes'
import { deviceSystem } from '../../../domain/coding/systems.ts'
import type { VisitRow } from '../../visits/visits.ts'

const dicom = 'http://dicom.nema.org/resources/ontology/DCM'

/** `what`: the pattern of the route, never a value of the request. `status`: of the refusal. */
export function refusedAudit(about: {
  readonly row: VisitRow
  readonly what: string
  readonly status: number
  readonly at: Date
  readonly hospital: string
}): AuditEvent {
  const { row, what, status, at, hospital } = about
  const { visit, patient, assurance } = row.record
  return {
    resourceType: 'AuditEvent',
    type: {
      system: 'http://terminology.hl7.org/CodeSystem/audit-event-type',
      code: 'rest',
      display: 'RESTful Operation',
    },
    action: 'E',
    recorded: at.toISOString(),
    // 4: minor failure, the action was refused.
    outcome: '4',
    agent: [
      {
        type: { coding: [{ system: dicom, code: '110152', display: 'Destination Role ID' }] },
        who: { identifier: { system: deviceSystem, value: row.device } },
        requestor: true,
      },
    ],
    source: { observer: { display: hospital }, site: 'balie-gateway' },
    entity: [
      ...(patient === null ? [] : [{ what: { reference: patient } }]),
      {
        detail: [
          { type: 'refused', valueString: what },
          { type: 'status', valueString: String(status) },
          { type: 'visit', valueString: visit },
          { type: 'assurance', valueString: assurance },
        ],
      },
    ],
  }
}
