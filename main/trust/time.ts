/**
 * The central's time, carried on by a monotonic clock. The wall clock is never believed (docs/protocol.md, Time): what is
 * anchored here comes from answers over a connection that the hospital's CA authenticated. A statement that cannot be true
 * together with the anchor drops it: who knows that one of two is wrong knows no time until it is said again.
 */
import * as v from 'valibot'
import type { TimeAnchor } from '../../domain/contract/control/session.ts'
import { believableTime } from '../../domain/contract/device/channel.ts'
import { drift, slewing } from '../../domain/contract/device/lifetimes.ts'
import { Instant, Milliseconds } from '../../domain/ids.ts'
import type { Clock } from '../clock/clock.ts'
import { Course } from './course.ts'

/** Milliseconds by which a statement on an event stream may be late: a silent stream is given up after this. */
const latest = 60_000
/** A statement that is later than this makes us ask, because a clock that was set back looks like a slow line. */
const doubtful = 3_000
/**
 * `Date` is cached by servers and may be a relay's own: it teaches who knows nothing, and only contradicts by more than
 * this (milliseconds).
 */
const dateSlack = 30_000

interface Anchor {
  readonly at: number
  readonly monotonic: number
  readonly uncertainty: number
}

/** A statement made between two monotonic moments. */
export interface Statement {
  /** Milliseconds since 1970. */
  readonly stated: number
  readonly sent: number
  readonly received: number
  /** Milliseconds that the stated time may be short of the true one (a `Date` header counts whole seconds: 1000). */
  readonly granularity: number
  /** From a `Date` header. */
  readonly coarse?: boolean
}

export type TimeLoss = 'contradicted' | 'resumed' | 'refused' | 'unconfirmed'

export class CentralTime {
  readonly #clock: Clock
  readonly #onLost: (why: TimeLoss) => void
  readonly #onDoubt: () => void
  readonly #onKnown: () => void
  #anchor: Anchor | null = null
  #course = new Course()

  /**
   * `onLost`: the time is not known any more. `onDoubt`: it may be wrong, somebody should ask the central. `onKnown`: it is
   * known again, or for the first time.
   */
  constructor(
    clock: Clock,
    told: {
      readonly onLost?: (why: TimeLoss) => void
      readonly onDoubt?: () => void
      readonly onKnown?: () => void
    } = {},
  ) {
    this.#clock = clock
    this.#onLost = told.onLost ?? (() => undefined)
    this.#onDoubt = told.onDoubt ?? (() => undefined)
    this.#onKnown = told.onKnown ?? (() => undefined)
  }

  /** Learns from an answer; one outside both uncertainties drops what was known. */
  learn(statement: Statement): void {
    const { stated, sent, received, granularity, coarse = false } = statement
    // What no clock means is no statement: it neither teaches nor contradicts.
    if (believableTime(stated) === null || !(received >= sent)) return
    const uncertainty = (received - sent) / 2 + granularity / 2
    const next = { at: stated + granularity / 2, monotonic: (sent + received) / 2, uncertainty }
    const anchor = this.#anchor
    if (anchor === null) {
      this.#course.keep(next)
      return this.#take(next)
    }
    const known = this.#uncertaintyOf(anchor, next.monotonic)
    const apart = Math.abs(next.at - (anchor.at + next.monotonic - anchor.monotonic))
    const beyond = apart - known - uncertainty
    if (beyond > (coarse ? dateSlack : slewing)) return this.lose('contradicted')
    if (coarse && known <= uncertainty) return
    // Each statement a little further: none contradicts the one before, and together they cannot be true.
    if (!this.#course.holds(next)) return this.lose('contradicted')
    // The central's clock is being slewed: its newest word holds, and our own had been off by this much.
    this.#course.keep(next)
    if (beyond > 0) return this.#take({ ...next, uncertainty: uncertainty + apart })
    if (this.#uncertaintyOf(anchor, received) > uncertainty) this.#take(next)
  }

  /** A statement of which only the latest moment is known: it came at monotonic `received` and was made before. */
  heard({ stated, received }: { readonly stated: number; readonly received: number }): void {
    const anchor = this.#anchor
    if (anchor === null || believableTime(stated) === null) return
    const late = anchor.at + received - anchor.monotonic - stated
    const known = this.#uncertaintyOf(anchor, received) + slewing
    if (late < -known || late > latest + known) return this.lose('contradicted')
    if (late > doubtful + known) this.#onDoubt()
  }

  /** The time is not known any more. */
  lose(why: TimeLoss): void {
    if (this.#anchor === null) return
    this.#anchor = null
    this.#course = new Course()
    this.#onLost(why)
  }

  /** Milliseconds since 1970 at the central, and how far they may be off; null when it is not known. */
  now(): { readonly at: number; readonly uncertainty: number } | null {
    if (this.#anchor === null) return null
    const monotonic = this.#clock.monotonic()
    return {
      at: this.#anchor.at + monotonic - this.#anchor.monotonic,
      uncertainty: this.#uncertaintyOf(this.#anchor, monotonic),
    }
  }

  /** What a session gets to anchor its own monotonic clock; null when the time is not known. */
  anchor(): TimeAnchor | null {
    const now = this.now()
    if (now === null) return null
    return {
      at: v.parse(Instant, new Date(Math.round(now.at)).toISOString()),
      uncertainty: v.parse(Milliseconds, Math.ceil(now.uncertainty)),
    }
  }

  #take(anchor: Anchor): void {
    const first = this.#anchor === null
    this.#anchor = anchor
    if (first) this.#onKnown()
  }

  #uncertaintyOf(anchor: Anchor, monotonic: number): number {
    return anchor.uncertainty + Math.abs(monotonic - anchor.monotonic) * drift
  }
}
