/**
 * The central's time, carried on by a monotonic clock. The wall clock is never believed (docs/protocol.md, Time): what is
 * anchored here comes from answers over a connection that the hospital's CA authenticated.
 */
import * as v from 'valibot'
import type { TimeAnchor } from '../../domain/control/session.ts'
import { Instant, Milliseconds } from '../../domain/ids.ts'
import type { Clock } from '../clock.ts'

/** A quartz clock may drift this much: 100 parts in a million, twice what crystals are sold with. */
const drift = 1e-4

interface Anchor {
  readonly at: number
  readonly monotonic: number
  readonly uncertainty: number
}

export class CentralTime {
  readonly #clock: Clock
  #anchor: Anchor | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /**
   * Learns from an answer that the central made between two monotonic moments. `granularity`: milliseconds that the
   * stated time may be short of the true one (a `Date` header counts whole seconds: 1000).
   */
  learn(options: {
    readonly stated: number
    readonly sent: number
    readonly received: number
    readonly granularity: number
  }): void {
    const { stated, sent, received, granularity } = options
    if (!Number.isFinite(stated) || received < sent) return
    const uncertainty = (received - sent) / 2 + granularity / 2
    const known = this.#anchor === null ? null : this.#uncertaintyOf(this.#anchor, received)
    if (known !== null && known <= uncertainty) return
    this.#anchor = { at: stated + granularity / 2, monotonic: (sent + received) / 2, uncertainty }
  }

  /** Milliseconds since 1970 at the central, and how far they may be off; null before the first contact. */
  now(): { readonly at: number; readonly uncertainty: number } | null {
    if (this.#anchor === null) return null
    const monotonic = this.#clock.monotonic()
    return {
      at: this.#anchor.at + monotonic - this.#anchor.monotonic,
      uncertainty: this.#uncertaintyOf(this.#anchor, monotonic),
    }
  }

  /** What a session gets to anchor its own monotonic clock; null before the first contact. */
  anchor(): TimeAnchor | null {
    const now = this.now()
    if (now === null) return null
    return {
      at: v.parse(Instant, new Date(Math.round(now.at)).toISOString()),
      uncertainty: v.parse(Milliseconds, Math.ceil(now.uncertainty)),
    }
  }

  #uncertaintyOf(anchor: Anchor, monotonic: number): number {
    return anchor.uncertainty + Math.abs(monotonic - anchor.monotonic) * drift
  }
}
