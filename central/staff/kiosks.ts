/** The enrolled kiosks of the device channel as the desk page wants them. */
import type { DeviceId, Instant } from '../../domain/ids.ts'
import { instantOf } from '../clock.ts'
import type { Now } from '../clock.ts'
import type { Devices } from '../device/devices.ts'
import type { Kiosks } from './ports.ts'

/** Remembers since when a bell rings: the channel itself only knows that it does. */
export function kiosksOf(devices: Devices, now: Now): Kiosks {
  const ringing = new Map<DeviceId, Instant>()
  devices.onChange(() => {
    for (const { device, help } of devices.list()) {
      if (help !== 'ringing') ringing.delete(device)
      else if (!ringing.has(device)) ringing.set(device, instantOf(now()))
    }
  })
  return {
    list: () =>
      devices.list().map(({ device, number, connected, visit, step, help }) => ({
        device,
        name: `Zuil ${number}`,
        online: connected,
        visit,
        step,
        help,
        helpSince: ringing.get(device) ?? null,
      })),
    send: (device, command) => devices.command(device, command),
    onChange: (listener) => devices.onChange(listener),
  }
}
