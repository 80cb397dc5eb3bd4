/** The table of kiosks, with a row in the access log for each change of who is one of ours. */
import type { DeviceId } from '../../domain/ids.ts'
import type { DeviceEvent } from './device-audit.ts'
import type { DeviceTable } from './device-table.ts'

/** `heard` writes the row; it is told once the change is kept, also when another part made it. */
export function audited(
  table: DeviceTable,
  heard: (event: DeviceEvent, device: DeviceId) => Promise<void>,
): DeviceTable {
  return {
    ...table,
    async enrol(code, kiosk) {
      const enrolled = await table.enrol(code, kiosk)
      if (enrolled === 'enrolled') await heard('enrolled', kiosk.device)
      return enrolled
    },
    async renew(device, keys, asked) {
      const renewed = await table.renew(device, keys, asked)
      if (renewed === 'renewed') await heard('keysRenewed', device)
      return renewed
    },
    async withdraw(device, at) {
      const withdrawn = await table.withdraw(device, at)
      if (withdrawn) await heard('withdrawn', device)
      return withdrawn
    },
  }
}
