/** What is known of the kiosks now, for whoever shows them. */
import type { ClockState, DeviceCommand } from '../../domain/contract/device/channel.ts'
import type { HelpReason } from '../../domain/contract/control/help-reason.ts'
import type { HelpState, ReaderTrouble } from '../../domain/contract/control/renderer.ts'
import type { Step } from '../../domain/contract/control/step.ts'
import type { DeviceId, Instant, VisitId } from '../../domain/ids.ts'

/** The enrolled kiosks as the device channel knows them. */
export interface Kiosks {
  list(): Promise<readonly KioskState[]>
  /** False when the kiosk is not connected: commands are not kept. */
  send(device: DeviceId, command: DeviceCommand): Promise<boolean>
  onChange(listener: () => void): () => void
}

export interface KioskState {
  readonly device: DeviceId
  /** "Zuil 1" */
  readonly name: string
  readonly online: boolean
  readonly visit: VisitId | null
  readonly step: Step | null
  readonly help: HelpState
  readonly helpSince: Instant | null
  /** Why, when it was not the bell. */
  readonly helpWhy: HelpReason | null
  /** The visit's clock; null: nothing to say about it. */
  readonly clock: { readonly state: ClockState; readonly wipeAt: Instant | null } | null
  /** Every step that this visit has reached, as far as it was reported. */
  readonly reached: readonly Step[]
  /** What is wrong with its document reader. */
  readonly reader: ReaderTrouble | null
  /** Why nobody can start there, as the kiosk says; null: in service. */
  readonly outOfService: string | null
}
