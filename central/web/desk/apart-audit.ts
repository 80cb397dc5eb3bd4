/** Who of the staff looked at what was kept apart (NEN 7513; AuditEvent R4): which envelopes, never of whom. */
import type { AuditEvent } from '@medplum/fhirtypes'
import { auditEventType, participationType } from '../../../domain/coding/systems.ts'
import type { EnvelopeId } from '../../../domain/ids.ts'
import { staffSystem } from '../../record/naming.ts'
import type { StaffMember } from '../../visits/visits.ts'

/** BALP PatientQuery without a patient: who asked, and which envelopes the answer named. */
export function apartAudit(input: {
  readonly staff: StaffMember
  readonly envelopes: readonly EnvelopeId[]
  readonly hospital: string
  readonly at: Date
}): AuditEvent {
  const { staff, envelopes, hospital, at } = input
  return {
    resourceType: 'AuditEvent',
    type: { system: auditEventType, code: 'rest', display: 'RESTful Operation' },
    subtype: [{ system: 'http://hl7.org/fhir/restful-interaction', code: 'search-type', display: 'search-type' }],
    action: 'E',
    recorded: at.toISOString(),
    outcome: '0',
    agent: [
      {
        type: { coding: [{ system: participationType, code: 'IRCP', display: 'information recipient' }] },
        who: { identifier: { system: staffSystem, value: staff.id } },
        requestor: true,
      },
    ],
    source: { observer: { display: hospital }, site: 'balie-quarantine' },
    entity: [
      {
        type: {
          system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type',
          code: '2',
          display: 'System Object',
        },
        role: { system: 'http://terminology.hl7.org/CodeSystem/object-role', code: '24', display: 'Query' },
        name: 'quarantine',
        ...(envelopes.length === 0 ? {} : { detail: envelopes.map((id) => ({ type: 'envelope', valueString: id })) }),
      },
    ],
  }
}
