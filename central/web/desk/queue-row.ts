/** One visit in the queue, as far as the queue says it. */
import type { CallNumber, Instant } from '../../../domain/ids.ts'
import type { VisitRow } from '../../visits/visits.ts'
import type { KioskState } from '../../devices/kiosks-port.ts'

export interface QueueRow {
  readonly callNumber: CallNumber
  readonly kiosk: KioskState | null
  readonly visit: VisitRow
  /** The clerk has something to do for this visit. */
  readonly waitsForDesk: boolean
  readonly rings: boolean
  /** Everything is wiped soon if nobody does anything. */
  readonly late: boolean
  readonly label: string
  /** Since when the visitor waits, or is here. */
  readonly since: Instant
}
