/** What a command of the desk or the central makes the kiosk do. */
import type { DeviceCommand } from '../../../domain/contract/device/channel.ts'
import type { Supervisor } from '../../visit/supervisor.ts'

/** `fetchNew`: something newer was published. */
export function obey(options: {
  readonly command: DeviceCommand
  readonly supervisor: Supervisor
  readonly fetchNew: () => void
}): void {
  const { command, supervisor, fetchNew } = options
  switch (command.type) {
    case 'time':
      return
    case 'arm':
      return supervisor.armFromDesk()
    case 'stop':
      return supervisor.tell({ type: 'deskStop', visit: command.visit })
    case 'extend':
      return supervisor.tell({ type: 'deskExtend', visit: command.visit })
    case 'attend':
      return supervisor.tell({ type: 'deskAttend', visit: command.visit })
    case 'drain':
      return supervisor.tell({ type: 'drain' })
    case 'newContent':
    case 'newKeyset':
      return fetchNew()
    case 'help':
      return supervisor.tell({ type: 'deskHelp', state: command.state })
    default:
      command satisfies never
  }
}
