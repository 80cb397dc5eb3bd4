/** The table of kiosks, with a row in the access log for each change of who is one of ours. */
import type { DeviceId } from '../../domain/ids.ts'
import type { AccessKind } from '../access-log/list.ts'
import type { DeviceTable } from './device-table.ts'

/** What becomes of a kiosk, as the access log names it. */
export type DeviceEvent = Extract<
  AccessKind,
  'kioskEnrolled' | 'kioskKeysRenewed' | 'kioskWithdrawn' | 'journalWentBack' | 'accessLogWentBack'
>

/** `heard` writes the row; it is told once the change is kept, also when another part made it. */
export function audited(
  table: DeviceTable,
  heard: (event: DeviceEvent, device: DeviceId) => Promise<void>,
): DeviceTable {
  return {
    ...table,
    async enrol(code, kiosk) {
      const enrolled = await table.enrol(code, kiosk)
      if (enrolled === 'enrolled') await heard('kioskEnrolled', kiosk.device)
      return enrolled
    },
    async renew(device, keys, asked) {
      const renewed = await table.renew(device, keys, asked)
      if (renewed === 'renewed') await heard('kioskKeysRenewed', device)
      return renewed
    },
    async withdraw(device, at) {
      const withdrawn = await table.withdraw(device, at)
      if (withdrawn) await heard('kioskWithdrawn', device)
      return withdrawn
    },
  }
}
