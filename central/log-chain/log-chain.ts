/** The chain over the access log as the rest of the central asks for it: its heads, its months, and their lawful end. */
import type { Instant, Sha256 } from '../../domain/ids.ts'
import type { Segment } from './link.ts'

/** The last line of a chain. */
export interface LogHead {
  readonly node: string
  readonly number: number
  readonly head: Sha256
}

/** One month of one chain; `before` and `head` are the hashes by which it hangs on its neighbours. */
export interface SegmentRow {
  readonly node: string
  readonly segment: Segment
  readonly first: number
  readonly before: Sha256 | null
  readonly last: number
  readonly head: Sha256
  /** JWS by the house over all of the above, once the month is over. */
  readonly seal: string | null
  /** RFC 3161 token over the SHA-256 of the seal, base64. */
  readonly stamp: string | null
  /** Since when its lines are gone, because they were kept for as long as they must be; null: they are here. */
  readonly removedAt: Instant | null
  /** False after a removal whose old bytes may still lie in the file. */
  readonly cleared: boolean
}

/** A port: see store/. Lines are added by whoever writes an AuditEvent, in the same commit. */
export interface LogChain {
  /** The last line of each chain. */
  heads(): Promise<readonly LogHead[]>
  /** What is known of a line by its number: its hash; `never`: there was none; `gone`: its month was removed. */
  hashAt(node: string, number: number): Promise<Sha256 | 'never' | 'gone'>
  /** Every month, the oldest first. */
  segments(): Promise<readonly SegmentRow[]>
  /** Only what has no seal yet, and whose last line is still the one that was signed; false: nothing was changed. */
  seal(of: Pick<SegmentRow, 'node' | 'segment' | 'last'>, seal: string): Promise<boolean>
  stamp(of: Pick<SegmentRow, 'node' | 'segment'>, stamp: string): Promise<boolean>
  /**
   * Takes away the lines of a month that is sealed and stamped and was kept for long enough by `at`; its head stays. False:
   * it may not go, or is gone.
   */
  remove(of: Pick<SegmentRow, 'node' | 'segment'>, at: Instant): Promise<boolean>
  /** Writes the store anew so that nothing of what was removed is left in its files; false: somebody reads now, later again. */
  clear(): Promise<boolean>
}

/** How long a line is kept at least: five years after it was written (Besluit elektronische gegevensverwerking; NEN 7513). */
export const keptYears = 5

/** From when a month may go: five years after it is over. `2026-12` may go from 2032-01-01. */
export function mayGoFrom(segment: Segment): string {
  const [year = 0, month = 0] = segment.split('-').map(Number)
  return new Date(Date.UTC(year + keptYears, month, 1)).toISOString()
}

/** True once no line can be added to a month any more: it is over, by this clock. */
export function isOver(segment: Segment, now: Date): boolean {
  return now.toISOString().slice(0, 7) > segment
}
