/** The table of kiosks, with a row in the access log for each change of who is one of ours. */
import type { DeviceId } from '../../domain/ids.ts'
import type { DeviceEvent } from './device-audit.ts'
import type { DeviceTable } from './device-table.ts'

/** `heard` writes the row; it is told once the change is in the database, also when another part made it. */
export function audited(table: DeviceTable, heard: (event: DeviceEvent, device: DeviceId) => void): DeviceTable {
  return {
    ...table,
    add(enrolled) {
      table.add(enrolled)
      heard('enrolled', enrolled.device)
    },
    addKeys(device, keys) {
      table.addKeys(device, keys)
      heard('keysRenewed', device)
    },
    withdraw(device, at) {
      const before = table.find(device)
      table.withdraw(device, at)
      if (before?.withdrawn === false) heard('withdrawn', device)
    },
  }
}
