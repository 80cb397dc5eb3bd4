/** The visit was on the kiosk that delivers, and that kiosk is enrolled now. */
import { askPort } from '../../../store/fhir/reading.ts'
import { decodeJwt } from 'jose'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { DeviceTable, EnrolledDevice } from '../../../devices/device-table.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'

export async function device(input: {
  readonly payload: EnvelopePayload
  /** As the token says who delivers. */
  readonly sender: EnrolledDevice
  readonly devices: Pick<DeviceTable, 'find'>
}): Promise<Checked<EnrolledDevice>> {
  const { payload, sender, devices } = input
  if (issuerOf(payload.certificate) !== sender.device) return refuse('device', 'issuer')
  const enrolled = await askPort(() => devices.find(sender.device))
  return enrolled === null || enrolled.withdrawn ? refuse('device', 'withdrawn') : good(enrolled)
}

function issuerOf(certificate: string): string | null {
  try {
    return decodeJwt(certificate).iss ?? null
  } catch {
    return null
  }
}
