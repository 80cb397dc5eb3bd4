/** One block of a deflate stream with codes of its own: what it costs, and its bits (RFC 1951 section 3.2.7). */
import type { Bits } from './bits.ts'
import { codeLengths, codesOf } from './huffman.ts'
import { type Symbols, distanceOf, isMatch, lengthOf } from './parse.ts'
import { codeOfDistance, codeOfLength, distanceCodes, distances, endOfBlock, lengthCodes, literals } from './tables.ts'

export interface Block {
  readonly symbols: Symbols
  readonly literal: Uint8Array
  readonly distance: Uint8Array
  /** Length codes of both as they are written, and the code for them. */
  readonly packed: readonly Packed[]
  readonly order: Uint8Array
  /** In bits, its heading included. */
  readonly size: number
}

/** A length code, or a run of them: 16 repeats the one before, 17 and 18 are zeros. */
interface Packed {
  readonly symbol: number
  readonly extra: number
  readonly bits: number
}

/** The order in which the lengths of the length codes are written. */
const orderOfCodes = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/** The bits that each symbol has behind its code, in the order of {@link countsOf}. */
const extraOf = Uint8Array.from([
  ...new Uint8Array(257),
  ...lengthCodes.map(({ extra }) => extra),
  ...distanceCodes.map(({ extra }) => extra),
])

/** How often each symbol occurs: of literals and lengths first, of distances behind them. */
export function countsOf(symbols: Symbols): Uint32Array {
  const counts = new Uint32Array(literals + distances)
  const count = (symbol: number): void => void (counts[symbol] = (counts[symbol] ?? 0) + 1)
  for (const symbol of symbols) {
    if (!isMatch(symbol)) count(symbol)
    else {
      count(257 + (codeOfLength[lengthOf(symbol)] ?? 0))
      count(literals + (codeOfDistance[distanceOf(symbol)] ?? 0))
    }
  }
  return counts
}

export function blockOf(symbols: Symbols): Block {
  const counts = countsOf(symbols)
  counts[endOfBlock] = 1
  const literal = codeLengths(counts.subarray(0, literals), 15)
  const distance = codeLengths(counts.subarray(literals), 15)
  let size = 0
  for (let symbol = 0; symbol < literals; symbol++)
    size += (counts[symbol] ?? 0) * ((literal[symbol] ?? 0) + (extraOf[symbol] ?? 0))
  for (let code = 0; code < distances; code++)
    size += (counts[literals + code] ?? 0) * ((distance[code] ?? 0) + (extraOf[literals + code] ?? 0))
  const packed = packedLengths(literal, distance)
  const orderCounts = new Uint32Array(19)
  for (const { symbol, bits } of packed) {
    orderCounts[symbol] = (orderCounts[symbol] ?? 0) + 1
    size += bits
  }
  const order = codeLengths(orderCounts, 7)
  orderCounts.forEach((count, symbol) => (size += count * (order[symbol] ?? 0)))
  return { symbols, literal, distance, packed, order, size: size + 17 + 3 * written(order) }
}

/** How many of the lengths in `orderOfCodes` are written: up to the last that is not zero, at least four. */
const written = (order: Uint8Array): number => Math.max(4, orderOfCodes.findLastIndex((code) => order[code] !== 0) + 1)

const literalsUsed = (literal: Uint8Array): number => Math.max(257, literal.findLastIndex((length) => length !== 0) + 1)
const distancesUsed = (distance: Uint8Array): number =>
  Math.max(1, distance.findLastIndex((length) => length !== 0) + 1)

function packedLengths(literal: Uint8Array, distance: Uint8Array): readonly Packed[] {
  const all = [...literal.subarray(0, literalsUsed(literal)), ...distance.subarray(0, distancesUsed(distance))]
  const packed: Packed[] = []
  for (let at = 0; at < all.length;) {
    const length = all[at] ?? 0
    let end = at
    while (all[end] === length) end++
    if (length !== 0) {
      packed.push({ symbol: length, extra: 0, bits: 0 })
      at++
    }
    while (end - at >= 3) {
      const run = Math.min(end - at, length === 0 ? 138 : 6)
      if (length !== 0) packed.push({ symbol: 16, extra: run - 3, bits: 2 })
      else packed.push(run < 11 ? { symbol: 17, extra: run - 3, bits: 3 } : { symbol: 18, extra: run - 11, bits: 7 })
      at += run
    }
    for (; at < end; at++) packed.push({ symbol: length, extra: 0, bits: 0 })
  }
  return packed
}

export function writeBlock(bits: Bits, block: Block, last: boolean): void {
  const { literal, distance, packed, order, symbols } = block
  bits.add(last ? 1 : 0, 1)
  bits.add(2, 2)
  bits.add(literalsUsed(literal) - 257, 5)
  bits.add(distancesUsed(distance) - 1, 5)
  bits.add(written(order) - 4, 4)
  for (const code of orderOfCodes.slice(0, written(order))) bits.add(order[code] ?? 0, 3)
  const orderCodes = codesOf(order)
  for (const one of packed) {
    bits.add(orderCodes[one.symbol] ?? 0, order[one.symbol] ?? 0)
    bits.add(one.extra, one.bits)
  }
  const [literalCodes, distanceCodesOf] = [codesOf(literal), codesOf(distance)]
  const say = (symbol: number): void => bits.add(literalCodes[symbol] ?? 0, literal[symbol] ?? 0)
  for (const symbol of symbols) {
    if (!isMatch(symbol)) {
      say(symbol)
      continue
    }
    const length = codeOfLength[lengthOf(symbol)] ?? 0
    const from = codeOfDistance[distanceOf(symbol)] ?? 0
    say(257 + length)
    bits.add(lengthOf(symbol) - (lengthCodes[length]?.first ?? 0), lengthCodes[length]?.extra ?? 0)
    bits.add(distanceCodesOf[from] ?? 0, distance[from] ?? 0)
    bits.add(distanceOf(symbol) - (distanceCodes[from]?.first ?? 0), distanceCodes[from]?.extra ?? 0)
  }
  say(endOfBlock)
}
