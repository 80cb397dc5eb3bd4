/** The kiosks as the desk page shows them. */
import type { Instant } from '../../domain/ids.ts'
import type { Kiosks } from './kiosks-port.ts'
import type { Devices } from './devices.ts'

export function kiosksOf(devices: Devices): Kiosks {
  return {
    list: async () =>
      (await devices.list()).map(
        ({
          device,
          number,
          connected,
          visit,
          step,
          help,
          helpSince,
          helpWhy,
          reader,
          clock,
          reached,
          outOfService,
        }) => ({
          device,
          name: `Zuil ${number}`,
          online: connected,
          visit,
          step,
          help,
          helpSince: helpSince satisfies Instant | null,
          helpWhy,
          reader,
          clock,
          reached,
          outOfService,
        }),
      ),
    send: (device, command) => devices.command(device, command),
    onChange: (listener) => devices.onChange(listener),
  }
}
