/** Where the bytes at each place have stood before. */
import { furthest, longest, shortest } from './tables.ts'

export interface Matches {
  /** Of each place, and one more: the part of `found` that is its own. */
  readonly from: Uint32Array
  /** Length and distance, longer ones behind shorter ones, each the nearest of its length: length * 65,536 + distance. */
  readonly found: Uint32Array
}

/** So many earlier places are looked at. Twice as many gained half a percent on forms. */
const tries = 16
/** Inside a match of so many bytes nothing better is looked for: what only repeats would take forever. */
const long = 128
const slots = 1 << 14

export function matchesIn(bytes: Uint8Array): Matches {
  const { length } = bytes
  const from = new Uint32Array(length + 1)
  let found = new Uint32Array(4 * length + longest)
  let count = 0
  const last = new Int32Array(slots).fill(-1)
  const before = new Int32Array(length)
  let inside = 0
  for (let at = 0; at < length; at++) {
    from[at] = count
    const most = Math.min(longest, length - at)
    if (most < shortest) continue
    if (found.length - count < longest) found = grown(found)
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const slot = Math.imul(three, 0x9e37_79b1) >>> 18
    let other = last[slot] ?? -1
    before[at] = other
    last[slot] = at
    if (at < inside) continue
    let best = shortest - 1
    for (let left = tries; other >= 0 && at - other <= furthest && left > 0; left--) {
      // A longer one must go on where the best one ended.
      if (bytes[other + best] === bytes[at + best] && bytes[other] === bytes[at]) {
        let same = 1
        while (same < most && bytes[other + same] === bytes[at + same]) same++
        if (same > best) {
          best = same
          found[count++] = same * 65_536 + (at - other)
          if (same === most) break
        }
      }
      other = before[other] ?? -1
    }
    if (best >= long) inside = at + best
  }
  from[length] = count
  return { from, found }
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * array.length)
  larger.set(array)
  return larger
}
