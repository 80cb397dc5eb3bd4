/** What a command of the desk or the central makes the kiosk do. */
import type { HelpState } from '../../../domain/contract/control/renderer.ts'
import type { DeviceCommand } from '../../../domain/contract/device/channel.ts'
import type { VisitId } from '../../../domain/ids.ts'

/** What the desk can have done to the visits at this kiosk. */
export interface Obeys {
  armFromDesk(): void
  tell(event: Told): void
}

type Told =
  | { readonly type: 'deskStop' | 'deskExtend' | 'deskAttend'; readonly visit: VisitId }
  | { readonly type: 'drain' }
  | { readonly type: 'deskHelp'; readonly state: HelpState }

/** `fetchNew`: something newer was published. */
export function obey(options: {
  readonly command: DeviceCommand
  readonly supervisor: Obeys
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
