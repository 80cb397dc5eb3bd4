/** The central itself knows this visit: on this device, opened by this V, and not ended by anybody before signing. */
import { askPort } from '../../../store/fhir/reading.ts'
import { setBack } from '../../../../domain/contract/device/lifetimes.ts'
import type { EnrolledDevice } from '../../../devices/device-table.ts'
import type { VisitRow, Visits } from '../../../visits/visits.ts'
import { good, refuse, tolerance } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Certified } from './certificate.ts'

export async function visit(input: {
  readonly certified: Certified
  readonly device: EnrolledDevice
  readonly visits: Pick<Visits, 'find'>
}): Promise<Checked<VisitRow>> {
  const { certificate, keyThumbprint, signedAt } = input.certified
  const row = await askPort(() => input.visits.find(certificate.sub))
  if (row === null) return refuse('visit', 'unknown')
  if (row.device !== input.device.device) return refuse('visit', 'device')
  if (row.keyThumbprint !== keyThumbprint) return refuse('visit', 'key')
  if (signedAt < Date.parse(row.openedAt) - tolerance) return refuse('visit', 'before')
  const ended = row.endedAt === null ? null : Date.parse(row.endedAt)
  // A kiosk's own report ends no right to sign: when our clock was set back in between, it seems older than the signature.
  const room = row.record.endedBecause === 'device' ? setBack : tolerance
  return ended !== null && signedAt > ended + room ? refuse('visit', 'after') : good(row)
}
