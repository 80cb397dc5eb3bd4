/** What becomes of a kiosk, in the access log (AuditEvent R4, codes of DICOM PS3.15 A.5): who may send forms changes by it. */
import type { AuditEvent, Coding } from '@medplum/fhirtypes'
import { deviceSystem } from '../../domain/coding/systems.ts'
import type { DeviceId } from '../../domain/ids.ts'

const dicom = 'http://dicom.nema.org/resources/ontology/DCM'
const attributes: Coding = { system: dicom, code: '110137', display: 'User Security Attributes Changed' }
const alert: Coding = { system: dicom, code: '110113', display: 'Security Alert' }

const events = {
  enrolled: { type: attributes, action: 'C', outcome: '0' },
  keysRenewed: { type: attributes, action: 'U', outcome: '0' },
  withdrawn: { type: attributes, action: 'D', outcome: '0' },
  /** Its wipe journal goes back behind what it said before. 8: serious failure. */
  journalWentBack: { type: alert, action: 'E', outcome: '8' },
} as const

export type DeviceEvent = keyof typeof events

export function deviceAudit(
  event: DeviceEvent,
  about: { readonly device: DeviceId; readonly hospital: string; readonly at: Date },
): AuditEvent {
  const { type, action, outcome } = events[event]
  return {
    resourceType: 'AuditEvent',
    type: { system: dicom, code: '110113', display: 'Security Alert' },
    subtype: [type],
    action,
    recorded: about.at.toISOString(),
    outcome,
    agent: [{ who: { display: about.hospital }, requestor: true }],
    source: { observer: { display: about.hospital }, site: 'balie-devices' },
    entity: [
      {
        what: { identifier: { system: deviceSystem, value: about.device } },
        detail: [{ type: 'event', valueString: event }],
      },
    ],
  }
}
