/** What every line of the access log says about a visit: when, by which kiosk, for whom, why (IHE BALP, NEN 7513). */
import { isOwn, journeyOfClaim } from '../../../domain/journeys/index.ts'
import type { AuditEvent } from '@medplum/fhirtypes'
import type { VisitRow } from '../../visits/visits.ts'
import { deviceSystem, documentValue, identityDocumentSystem } from '../../record/naming.ts'

const dicom = 'http://dicom.nema.org/resources/ontology/DCM'
const participation = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType'
const reason = 'http://terminology.hl7.org/CodeSystem/v3-ActReason'
const interaction = 'http://hl7.org/fhir/restful-interaction'
export const entityType = 'http://terminology.hl7.org/CodeSystem/audit-entity-type'
export const objectRole = 'http://terminology.hl7.org/CodeSystem/object-role'

/** `patient`: `Patient/<id>` of the record that is read; null while nobody is bound. */
export function visitEvent({
  row,
  patient,
  at,
  hospital,
}: {
  readonly row: VisitRow
  readonly patient: string | null
  readonly at: Date
  readonly hospital: string
}): Omit<AuditEvent, 'outcome' | 'entity'> {
  const { claim } = row.record
  const journey = journeyOfClaim(claim)
  const forSelf = isOwn(journey)
  const purpose = [{ coding: [{ system: reason, code: journey.coding.reason }] }]
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
    purposeOfEvent: purpose,
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
        who:
          forSelf && patient !== null
            ? { reference: patient }
            : {
                identifier: {
                  system: identityDocumentSystem,
                  value: claim === null ? '' : documentValue(claim.document),
                },
              },
        requestor: true,
        purposeOfUse: purpose,
        policy: ['https://balie.example/fhir/visit-protocol'],
      },
    ],
    source: { observer: { display: hospital }, site: 'balie-gateway' },
  }
}
