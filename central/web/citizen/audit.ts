/** The access log of copies (NEN 7513; AuditEvent R4 after IHE BALP): each fetch, and each try by somebody else. */
import type { AuditEvent, CodeableConcept } from '@medplum/fhirtypes'
import { actReason, auditEventType, bsnSystem, participationType } from '../../../domain/coding/systems.ts'
import type { Citizen } from './accounts.ts'

const entityType = 'http://terminology.hl7.org/CodeSystem/audit-entity-type'
const objectRole = 'http://terminology.hl7.org/CodeSystem/object-role'

/** In whose name somebody asked: of himself, of a relative, as appointed representative, or in nobody's that we know of. */
export type Standing = 'patient' | 'family' | 'representative' | 'stranger'

/** v3-ActReason, whose definitions say "in response to a request by" the patient, a family member, a legal representative. */
const reasons = {
  patient: { code: 'PATRQT', display: 'patient requested' },
  family: { code: 'FAMRQT', display: 'family requested' },
  representative: { code: 'PWATRNY', display: 'power of attorney' },
} as const

/**
 * The reason that truly was: FHIR R4 asks for one that was used (purposeOfEvent 0..*), NEN 7513 for the ground of access. Who
 * has nothing to do with this patient used none, so none is written: a made-up one would tell the patient that family asked.
 */
function purposeOf(standing: Standing): readonly CodeableConcept[] {
  return standing === 'stranger' ? [] : [{ coding: [{ system: actReason, ...reasons[standing] }] }]
}

/** `signer` null: refused; 4 is "minor failure" (R4 audit-event-outcome). */
export function copyAudit(input: {
  readonly citizen: Citizen
  readonly standing: Standing
  readonly document: string
  readonly patient: string
  readonly signer: string | null
  readonly hospital: string
  readonly at: Date
}): AuditEvent {
  const { citizen, standing, signer } = input
  const purpose = purposeOf(standing)
  return {
    resourceType: 'AuditEvent',
    type: { system: auditEventType, code: 'rest', display: 'RESTful Operation' },
    subtype: [{ system: 'http://hl7.org/fhir/restful-interaction', code: 'read', display: 'read' }],
    action: 'R',
    recorded: input.at.toISOString(),
    outcome: signer === null ? '4' : '0',
    ...(signer === null ? { outcomeDesc: 'refused: this form was signed by somebody else' } : {}),
    ...(purpose.length === 0 ? {} : { purposeOfEvent: [...purpose] }),
    agent: [
      {
        // Who was refused received nothing.
        ...(signer === null
          ? {}
          : { type: { coding: [{ system: participationType, code: 'IRCP', display: 'information recipient' }] } }),
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
