/** What every item of the bench answers with: a ratio of two things measured in turns, in one run, on one machine. */
import { loadavg } from 'node:os'

export type Target = { readonly atLeast: number } | { readonly atMost: number }

export interface Measure {
  readonly name: string
  readonly what: string
  readonly against: string
  readonly ratio: Spread
  readonly target: Target | null
  /** null when there is no target. */
  readonly met: boolean | null
  readonly samples: number
  /** One-minute load average of the machine when the item ended: above the number of cores, times are not to be trusted. */
  readonly load: number
  /** Figures in their own units, for a reader. */
  readonly detail: Readonly<Record<string, number | string>>
}

/** An item that could not be measured here, and why. Never counted as met. */
export interface NotRun {
  readonly name: string
  readonly notRun: string
}

export interface Spread {
  readonly median: number
  /** The quartiles. */
  readonly low: number
  readonly high: number
}

/** Nearest rank; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function spreadOf(values: readonly number[]): Spread {
  return {
    median: rounded(quantile(values, 0.5)),
    low: rounded(quantile(values, 0.25)),
    high: rounded(quantile(values, 0.75)),
  }
}

/** Three decimals are more than any of this can carry. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** Each value of `over` with its neighbour of the same round in `under`, so that a busy second falls on both. */
export function ratiosOf(over: readonly number[], under: readonly number[]): readonly number[] {
  return over.map((value, index) => value / (under[index] ?? Number.NaN))
}

export function measured(of: {
  readonly name: string
  readonly what: string
  readonly against: string
  readonly ratios: readonly number[]
  readonly target: Target | null
  readonly detail: Readonly<Record<string, number | string>>
}): Measure {
  const { ratios, target, ...rest } = of
  const ratio = spreadOf(ratios)
  return {
    ...rest,
    ratio,
    target,
    met: isMet(ratio.median, target),
    samples: ratios.length,
    load: rounded(loadavg()[0] ?? 0),
  }
}

function isMet(median: number, target: Target | null): boolean | null {
  if (target === null) return null
  return 'atLeast' in target ? median >= target.atLeast : median <= target.atMost
}
