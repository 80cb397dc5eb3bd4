/** Kiosks and their visits: who is one of ours, what is known of each, and how what they say ends visits. */
import type { DeviceCommand } from '../../domain/contract/device/channel.ts'
import type { DeviceId } from '../../domain/ids.ts'
import { kioskOf } from '../access-log/actor.ts'
import { auditEvent } from '../access-log/audit-event.ts'
import { instantOf } from '../clock/clock.ts'
import { audited } from '../devices/audited.ts'
import type { DeviceEvent } from '../devices/audited.ts'
import type { DeviceTable } from '../devices/device-table.ts'
import { Devices } from '../devices/devices.ts'
import { endLeftVisits } from '../visits/end-left.ts'
import { Visits } from '../visits/visits.ts'
import { logFault } from './fault.ts'
import type { Ground } from './ground.ts'

/** How often visits that outlived their certificate are ended, milliseconds. */
const sweep = 60_000

export interface Kiosks {
  readonly table: DeviceTable
  readonly devices: Devices
  readonly visits: Visits
  /** Writes a line of the access log about a kiosk; what cannot be written is a fault, and stops nothing. */
  readonly hear: (event: DeviceEvent, device: DeviceId) => Promise<void>
  /** Tells every kiosk that listens. */
  readonly tell: (command: DeviceCommand) => Promise<void>
  close(): void
}

export function openKiosks({ stores, hospital, now }: Ground): Kiosks {
  const visits = new Visits({ store: stores.visits, now })
  const hear = async (event: DeviceEvent, device: DeviceId): Promise<void> => {
    const line = auditEvent({ kind: event, kiosk: kioskOf(device) }, { hospital, at: instantOf(now()) })
    await stores.fhir.create(line).catch((error: unknown) => {
      logFault(`audit of ${event}`, error)
    })
  }
  const table = audited(stores.devices, async (event, device) => {
    if (event === 'kioskWithdrawn') {
      await visits.endAllOf(device)
      await devices.drop(device)
    }
    await hear(event, device)
  })
  const devices = new Devices({
    table,
    states: stores.kiosks,
    now,
    // The queue shows who is here: a kiosk that is free again has no visitor. Ending one twice does nothing.
    onReport: (device, before, after) => endLeftVisits({ visits, now }, device, { before, after }),
    onDone: async (visit, device) => await visits.complete(device, visit),
    onFault: logFault,
  })
  const sweeper = setInterval(
    () => void visits.endExpired().catch((error: unknown) => logFault('expired visits', error)),
    sweep,
  )
  return {
    table,
    devices,
    visits,
    hear,
    async tell(command) {
      for (const { device } of await devices.list()) await devices.command(device, command)
    },
    close: () => clearInterval(sweeper),
  }
}
