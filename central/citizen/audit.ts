/** The access log of copies (NEN 7513; AuditEvent R4 after IHE BALP): each fetch, and each try by somebody else. */
import type { AuditEvent } from '@medplum/fhirtypes'
import { actReason, auditEventType, bsnSystem, participationType } from '../../domain/fhir/systems.ts'
import type { Citizen } from './accounts.ts'

const entityType = 'http://terminology.hl7.org/CodeSystem/audit-entity-type'
const objectRole = 'http://terminology.hl7.org/CodeSystem/object-role'

/** `given`: whether the copy was handed out; 4 is "minor failure" (R4 audit-event-outcome). */
export function copyAudit(input: {
  readonly citizen: Citizen
  readonly document: string
  readonly patient: string
  readonly signer: string | null
  readonly hospital: string
  readonly at: Date
}): AuditEvent {
  const { citizen, signer } = input
  return {
    resourceType: 'AuditEvent',
    type: { system: auditEventType, code: 'rest', display: 'RESTful Operation' },
    subtype: [{ system: 'http://hl7.org/fhir/restful-interaction', code: 'read', display: 'read' }],
    action: 'R',
    recorded: input.at.toISOString(),
    outcome: signer === null ? '4' : '0',
    purposeOfEvent: [{ coding: [{ system: actReason, code: signer?.startsWith('Patient/') ? 'PATRQT' : 'FAMRQT' }] }],
    agent: [
      {
        type: { coding: [{ system: participationType, code: 'IRCP', display: 'information recipient' }] },
        // Who was let in is in the record already; who was not is named by what he logged in with.
        who: signer === null ? { identifier: { system: bsnSystem, value: citizen.bsn } } : { reference: signer },
        requestor: true,
      },
    ],
    source: { observer: { display: input.hospital }, site: 'balie-copy' },
    entity: [
      {
        what: { reference: input.patient },
        type: { system: entityType, code: '1', display: 'Person' },
        role: { system: objectRole, code: '1', display: 'Patient' },
      },
      {
        what: { reference: input.document },
        type: { system: entityType, code: '2', display: 'System Object' },
        role: { system: objectRole, code: '3', display: 'Report' },
      },
    ],
  }
}
