/** The visit's time: the central's, carried on by a monotonic clock. The machine's wall clock is never believed. */
import * as v from 'valibot'
import type { TimeAnchor } from '../../domain/contract/control/session.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { drift } from '../../domain/contract/device/lifetimes.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import { Instant, Milliseconds } from '../../domain/ids.ts'

export interface Clock {
  now(): Instant
  /** The hospital's calendar day. */
  today(): CalendarDay
  /** How far `now` may be off. */
  uncertainty(): Milliseconds
  /** Seconds since 1970, for tokens and proofs. */
  seconds(): number
  /** Milliseconds since 1970. */
  milliseconds(): number
}

/** Starts at the anchor's instant on arrival. `monotonic`: milliseconds that only grow. */
export function anchoredClock(anchor: TimeAnchor, monotonic: () => number): Clock {
  const start = monotonic()
  const at = Date.parse(anchor.at)
  const milliseconds = () => Math.round(at + monotonic() - start)
  return {
    now: () => v.parse(Instant, new Date(milliseconds()).toISOString()),
    today: () => dayAt(milliseconds()),
    uncertainty: () => v.parse(Milliseconds, Math.ceil(anchor.uncertainty + (monotonic() - start) * drift)),
    milliseconds,
    seconds: () => Math.floor(milliseconds() / 1000),
  }
}
