/** How often one caller may ask: a bucket of tokens per caller, so that a burst is fine and a flood waits. */

export interface Rate {
  /** Requests that may come at once. */
  readonly burst: number
  /** Milliseconds after which one more may come. */
  readonly every: number
}

/** Takes one request of this caller: 0 when it may go on, else the seconds to wait (RFC 9110 section 10.2.3). */
export type TakeTurn = (caller: string) => number

/**
 * `caller` must be somebody who was proven before: a name that anybody can say would let strangers use up a turn that is not
 * theirs. Only callers who asked lately are remembered.
 */
export function turns({ burst, every }: Rate, now: () => Date): TakeTurn {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>()
  const leftAt = (bucket: { readonly left: number; readonly at: number }, at: number): number =>
    // A clock that was set back gives nothing and takes nothing.
    Math.min(burst, bucket.left + Math.max(0, at - bucket.at) / every)
  return (caller) => {
    const at = now().getTime()
    for (const [name, bucket] of buckets) if (leftAt(bucket, at) >= burst) buckets.delete(name)
    const bucket = buckets.get(caller)
    const left = bucket === undefined ? burst : leftAt(bucket, at)
    // Also when refused: after a clock was set back, the pause counts from now and not from then.
    buckets.set(caller, { left: left >= 1 ? left - 1 : left, at })
    return left >= 1 ? 0 : Math.ceil(((1 - left) * every) / 1000)
  }
}
