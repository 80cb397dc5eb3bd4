/**
 * The access log of reads: AuditEvent after IHE BALP PatientRead/PatientQuery, with what NEN 7513 asks besides (who on
 * whose behalf, on which ground, by which protocol). Written before the answer leaves: what is not logged is not shown.
 */
import type { AuditEvent, Resource } from '@medplum/fhirtypes'
import type { VisitRow } from '../../visits/visits.ts'
import { deviceSystem, documentValue, identityDocumentSystem } from '../../record/naming.ts'

const dicom = 'http://dicom.nema.org/resources/ontology/DCM'
const participation = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType'
const reason = 'http://terminology.hl7.org/CodeSystem/v3-ActReason'
const interaction = 'http://hl7.org/fhir/restful-interaction'
const entityType = 'http://terminology.hl7.org/CodeSystem/audit-entity-type'
const objectRole = 'http://terminology.hl7.org/CodeSystem/object-role'

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
  readonly resources: readonly Resource[]
  readonly at: Date
  readonly hospital: string
}): AuditEvent {
  const { claim, visit } = row.record
  const forSelf = claim?.purpose === 'self'
  return {
    resourceType: 'AuditEvent',
    type: {
      system: 'http://terminology.hl7.org/CodeSystem/audit-event-type',
      code: 'rest',
      display: 'RESTful Operation',
    },
    subtype: [{ system: interaction, code: 'search-type', display: 'search-type' }],
    action: 'E',
    recorded: at.toISOString(),
    outcome: '0',
    purposeOfEvent: [{ coding: [{ system: reason, code: forSelf ? 'PATRQT' : 'FAMRQT' }] }],
    agent: [
      {
        type: { coding: [{ system: dicom, code: '110152', display: 'Destination Role ID' }] },
        who: { identifier: { system: deviceSystem, value: row.device } },
        requestor: false,
      },
      {
        type: { coding: [{ system: dicom, code: '110153', display: 'Source Role ID' }] },
        who: { display: hospital },
        requestor: false,
      },
      {
        type: { coding: [{ system: participation, code: 'IRCP', display: 'information recipient' }] },
        who: forSelf
          ? { reference: patient }
          : {
              identifier: {
                system: identityDocumentSystem,
                value: claim === null ? '' : documentValue(claim.document),
              },
            },
        requestor: true,
        purposeOfUse: [{ coding: [{ system: reason, code: forSelf ? 'PATRQT' : 'FAMRQT' }] }],
        policy: ['https://balie.example/fhir/visit-protocol'],
      },
    ],
    source: { observer: { display: hospital }, site: 'balie-gateway' },
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
          { type: 'visit', valueString: visit },
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
