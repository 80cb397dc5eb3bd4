/** The central's own line in the access log: that it took in a request, for whom, by which visit and clerk. */
import type { AuditEvent } from '@medplum/fhirtypes'
import { auditEventType, deviceSystem, dicom, policyUri } from '../../../domain/coding/systems.ts'
import type { EnvelopeId } from '../../../domain/ids.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { staffSystem } from '../../record/naming.ts'
import type { Accepted } from './examine.ts'

const entityType = 'http://terminology.hl7.org/CodeSystem/audit-entity-type'
const objectRole = 'http://terminology.hl7.org/CodeSystem/object-role'

export function intakeAudit(input: {
  readonly accepted: Accepted
  readonly id: EnvelopeId
  /** `Type/id` of what was written. */
  readonly written: readonly string[]
  readonly hospital: string
  /** The policy in force at receipt. */
  readonly inForce: HospitalPolicy
  readonly at: string
}): AuditEvent {
  const { accepted, id, written, hospital, inForce, at } = input
  const { row, patient, ruled, outdated } = accepted
  return {
    resourceType: 'AuditEvent',
    type: { system: auditEventType, code: 'rest', display: 'RESTful Operation' },
    subtype: [{ system: 'http://hl7.org/fhir/restful-interaction', code: 'transaction', display: 'transaction' }],
    action: 'C',
    recorded: at,
    outcome: '0',
    agent: [
      {
        type: { coding: [{ system: dicom, code: '110153', display: 'Source Role ID' }] },
        who: { identifier: { system: deviceSystem, value: row.device } },
        requestor: true,
      },
      ...(row.identifiedBy === null
        ? []
        : [{ who: { identifier: { system: staffSystem, value: row.identifiedBy.id } }, requestor: false }]),
    ],
    source: { observer: { display: hospital }, site: 'balie-intake' },
    entity: [
      {
        what: { reference: patient.reference },
        type: { system: entityType, code: '1', display: 'Person' },
        role: { system: objectRole, code: '1', display: 'Patient' },
      },
      {
        type: { system: entityType, code: '2', display: 'System Object' },
        role: { system: objectRole, code: '20', display: 'Job' },
        detail: [
          { type: 'envelope', valueString: id },
          { type: 'visit', valueString: row.record.visit },
          ...(ruled === null ? [] : rulesOf(ruled, inForce)),
          ...(outdated === null ? [] : [{ type: 'outdated', valueString: outdated }]),
        ],
      },
      ...written.map((reference) => ({
        what: { reference },
        type: { system: entityType, code: '2', display: 'System Object' },
        role: { system: objectRole, code: '4', display: 'Domain Resource' },
      })),
    ],
  }
}

/** The version signed under, the one in force, and whether an approver could still approve: "form", or why not. */
function rulesOf({ policy, now }: NonNullable<Accepted['ruled']>, inForce: HospitalPolicy) {
  const uri = ({ hospital, version }: HospitalPolicy) => policyUri(hospital.id, version)
  return [
    { type: 'policy', valueString: uri(policy) },
    { type: 'policyInForce', valueString: uri(inForce) },
    { type: 'atApproval', valueString: now.kind === 'form' ? 'form' : now.id },
  ]
}
