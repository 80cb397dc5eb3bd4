/** Where a stream changes its character: text, then ink. Parts with codes of their own are then smaller than one whole. */
import { countsOf } from './block.ts'
import type { Symbols } from './parse.ts'

/** Looked at are places this many symbols apart. */
const step = 256
/** About what a heading costs, and what each symbol in it adds, in bits. */
const heading = 60
const perSymbol = 5

/** The parts; together they are the symbols. */
export function split(symbols: Symbols): readonly Symbols[] {
  const steps = Math.floor(symbols.length / step)
  if (steps < 4) return [symbols]
  const upTo = [countsOf(symbols.subarray(0, 0))]
  for (let i = 0; i < steps; i++) {
    const before = upTo[i]
    const own = countsOf(symbols.subarray(i * step, (i + 1) * step))
    upTo.push(own.map((count, symbol) => count + (before?.[symbol] ?? 0)))
  }
  const starts = [0, ...placesIn(upTo, 0, steps)]
  return starts.map((from, i) => symbols.subarray(from * step, (starts[i + 1] ?? Infinity) * step))
}

/** The places between two that are worth a new part, from left to right. */
function placesIn(upTo: readonly Uint32Array[], from: number, to: number): readonly number[] {
  let best = between(upTo, from, to)
  let place = 0
  for (let at = from + 1; at < to; at++) {
    const apart = between(upTo, from, at) + between(upTo, at, to)
    if (apart < best) [best, place] = [apart, at]
  }
  return place === 0 ? [] : [...placesIn(upTo, from, place), place, ...placesIn(upTo, place, to)]
}

/** About the size of the symbols between two places in a part of their own, in bits, without what matches add to codes. */
function between(upTo: readonly Uint32Array[], from: number, to: number): number {
  const [before, after] = [upTo[from], upTo[to]]
  if (before === undefined || after === undefined) return 0
  let total = 0
  let bits = heading
  for (let symbol = 0; symbol < after.length; symbol++) {
    const count = (after[symbol] ?? 0) - (before[symbol] ?? 0)
    if (count === 0) continue
    total += count
    bits += perSymbol - count * log2(count)
  }
  return bits + total * log2(total)
}

/** Straight lines between powers of two: near enough to choose by, and alike on every machine. */
function log2(value: number): number {
  if (value === 0) return 0
  const whole = 31 - Math.clz32(value)
  return whole + value / 2 ** whole - 1
}
