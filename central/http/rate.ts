/** How often one caller may ask: a bucket of tokens per caller, so that a burst is fine and a flood waits. */
import type { Rate, RateStore } from './rate-store.ts'

export type { Rate } from './rate-store.ts'

/** Takes one request of this caller: 0 when it may go on, else the seconds to wait (RFC 9110 section 10.2.3). */
export type TakeTurn = (caller: string) => Promise<number>

/**
 * `caller` must be somebody who was proven before: a name that anybody can say would let strangers use up a turn that is not
 * theirs. `bucket`: what is asked for; every node looks into the same one.
 */
export function turns(
  bucket: string,
  rate: Rate,
  of: { readonly rates: RateStore; readonly now: () => Date },
): TakeTurn {
  return (caller) => of.rates.take(bucket, caller, rate, of.now().getTime())
}

/** Requests that a caller has at a moment, of a bucket as it was left. */
export function leftAt(
  bucket: { readonly left: number; readonly at: number },
  { burst, every }: Rate,
  at: number,
): number {
  // A clock that was set back gives nothing and takes nothing.
  return Math.min(burst, bucket.left + Math.max(0, at - bucket.at) / every)
}

/** What is left after one more request, and the seconds to wait when it may not go on. */
export function takeFrom(left: number, { every }: Rate): { readonly left: number; readonly wait: number } {
  return left >= 1 ? { left: left - 1, wait: 0 } : { left, wait: Math.ceil(((1 - left) * every) / 1000) }
}
