/** What happened at the kiosk as AuditEvent (R4, after IHE BALP): that something was written, never what. */
import type { AuditEvent } from '@medplum/fhirtypes'
import type { Instant } from '../ids.ts'
import type { Coding } from '../coding/journey-coding.ts'
import { tagOf, urn } from './entry.ts'
import { auditEventType, deviceSystem, dicom, participationType, reasons } from '../coding/systems.ts'

export function auditOf(input: {
  readonly uuid: string
  /** UUID of the RelatedPerson; null: the patient acted. */
  readonly representative: string | null
  readonly patient: string
  readonly reason: Coding['reason']
  readonly written: readonly string[]
  readonly device: string
  readonly hospital: string
  readonly at: Instant
}): AuditEvent {
  const who = { reference: input.representative === null ? input.patient : urn(input.representative) }
  const object = 'http://terminology.hl7.org/CodeSystem/audit-entity-type'
  const role = 'http://terminology.hl7.org/CodeSystem/object-role'
  return {
    resourceType: 'AuditEvent',
    meta: { tag: [tagOf(input.uuid)] },
    type: { system: auditEventType, code: 'rest', display: 'RESTful Operation' },
    subtype: [{ system: 'http://hl7.org/fhir/restful-interaction', code: 'transaction', display: 'transaction' }],
    action: 'C',
    recorded: input.at,
    outcome: '0',
    purposeOfEvent: [{ coding: [reasons[input.reason]] }],
    agent: [
      {
        type: { coding: [{ system: participationType, code: 'IRCP', display: 'information recipient' }] },
        who,
        requestor: true,
      },
      {
        type: { coding: [{ system: dicom, code: '110153', display: 'Source Role ID' }] },
        who: { identifier: { system: deviceSystem, value: input.device } },
        requestor: false,
      },
    ],
    source: {
      site: input.hospital,
      observer: { identifier: { system: deviceSystem, value: input.device } },
    },
    entity: [
      {
        what: { reference: input.patient },
        type: { system: object, code: '1', display: 'Person' },
        role: { system: role, code: '1', display: 'Patient' },
      },
      ...input.written.map((uuid) => ({
        what: { reference: urn(uuid) },
        type: { system: object, code: '2', display: 'System Object' },
        role: { system: role, code: '4', display: 'Domain Resource' },
      })),
    ],
  }
}
