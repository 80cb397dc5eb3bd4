/** The cheapest way to write bytes as literals and matches, when it is known what each symbol costs. */
import type { Matches } from './matches.ts'
import { codeOfDistance, codeOfLength, distanceCodes, lengthCodes, longest, shortest } from './tables.ts'

/** A match of more bytes than this is taken whole. */
const enough = 32

/** In bits. */
export interface Costs {
  readonly literal: Uint8Array
  readonly distance: Uint8Array
}

/** Literals as they are; matches as length * 65,536 + distance. In the order of the bytes. */
export type Symbols = Uint32Array
export const isMatch = (symbol: number): boolean => symbol > 255
export const lengthOf = (symbol: number): number => (symbol > 255 ? symbol >>> 16 : 1)
export const distanceOf = (symbol: number): number => symbol & 0xffff

/** The symbols of the bytes between two places that cost least together. */
export function cheapest(
  bytes: Uint8Array,
  { from: starts, found }: Matches,
  { from, to, costs }: { readonly from: number; readonly to: number; readonly costs: Costs },
): Symbols {
  const ofLength = lengthCosts(costs)
  const ofDistance = distanceCosts(costs)
  const ofLiteral = costs.literal
  const cost = new Uint32Array(to - from + 1).fill(0xffff_ffff)
  const by = new Uint32Array(to - from + 1)
  cost[0] = 0
  for (let at = from; at < to; at++) {
    const here = cost[at - from] ?? 0
    const byte = bytes[at] ?? 0
    const literal = here + (ofLiteral[byte] ?? 0)
    if (literal < (cost[at - from + 1] ?? 0)) {
      cost[at - from + 1] = literal
      by[at - from + 1] = byte
    }
    const last = starts[at + 1] ?? 0
    for (let i = starts[at] ?? 0, length = shortest; i < last; i++) {
      const match = found[i] ?? 0
      const distance = match & 0xffff
      const base = here + (ofDistance[codeOfDistance[distance] ?? 0] ?? 0)
      const longer = Math.min(match >>> 16, to - at)
      // Of a long match only the whole is worth a look: shorter ones cost about as much and say less.
      if (longer > enough) length = longer
      for (; length <= longer; length++) {
        const whole = base + (ofLength[length] ?? 0)
        if (whole < (cost[at - from + length] ?? 0)) {
          cost[at - from + length] = whole
          by[at - from + length] = length * 65_536 + distance
        }
      }
    }
  }
  return symbolsOf(by)
}

/** From the end to the start along what was cheapest, then the other way round. */
function symbolsOf(by: Uint32Array): Symbols {
  const symbols = new Uint32Array(by.length)
  let first = symbols.length
  for (let at = by.length - 1; at > 0; at -= lengthOf(by[at] ?? 0)) symbols[--first] = by[at] ?? 0
  return symbols.subarray(first)
}

function lengthCosts({ literal }: Costs): Uint8Array {
  return Uint8Array.from({ length: longest + 1 }, (_, length) => {
    const code = codeOfLength[length] ?? 0
    return (literal[257 + code] ?? 0) + (lengthCodes[code]?.extra ?? 0)
  })
}

function distanceCosts({ distance }: Costs): Uint8Array {
  return Uint8Array.from(distanceCodes, ({ extra }, code) => (distance[code] ?? 0) + extra)
}
