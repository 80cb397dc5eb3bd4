/** Broken things made from good ones. */
import type { InkPath } from '../../domain/document/ink.ts'

type Next = () => number
const below = (next: Next, limit: number): number => Math.floor(next() * limit)
const pick = <T>(next: Next, list: readonly [T, ...T[]]): T => list[below(next, list.length)] ?? list[0]

/** Words that mean something to a reader of PDF, thrown in anywhere. */
const words = ['obj', 'endobj', 'stream\n', 'endstream', '<<', '>>', '[', ']', '(', ')', '/Length 99999', '0 0 R', '1 0 R', 'xref\n', 'trailer\n', 'startxref\n0\n%%EOF\n', '%', '/ByteRange [0 1 2 3]', '\u0000', '#', '/Annots [1 0 R]', 'null', '-', '9999999999', '<30', '/Prev 0'] as const // prettier-ignore

/** One to four changes: flips, runs, cuts, copies, swaps, words, numbers. */
export function mutatedPdf(base: Uint8Array, next: Next): { bytes: Uint8Array; what: string } {
  let bytes: Buffer = Buffer.from(base)
  const done: string[] = []
  for (let changes = 1 + below(next, 3); changes > 0; changes--) {
    const at = below(next, Math.max(1, bytes.length))
    const length = below(next, pick(next, [4, 60, 2000]))
    const kind = pick(next, [
      'flip',
      'flip',
      'byte',
      'cut',
      'copy',
      'word',
      'number',
      'zero',
      'truncate',
      'tail',
      'swap',
    ])
    done.push(`${kind}@${at}+${length}`)
    if (kind === 'flip' && bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(next, 8))
    if (kind === 'byte' && bytes.length > 0) bytes[at] = below(next, 256)
    if (kind === 'cut') bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
    if (kind === 'copy') {
      const from = below(next, Math.max(1, bytes.length))
      bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(from, from + length), bytes.subarray(at)])
    }
    if (kind === 'word')
      bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(next, words)), bytes.subarray(at)])
    if (kind === 'number') bytes = renumbered(bytes, at, next)
    if (kind === 'zero') bytes.fill(0, Math.min(at, bytes.length), Math.min(at + length, bytes.length))
    if (kind === 'truncate' && next() < 0.2) bytes = bytes.subarray(0, at)
    if (kind === 'tail') bytes = Buffer.concat([bytes, base.subarray(at, at + length)])
    if (kind === 'swap') {
      const other = below(next, Math.max(1, bytes.length - length))
      const kept = Buffer.from(bytes.subarray(at, at + length))
      bytes.copy(bytes, at, other, other + kept.length)
      kept.copy(bytes, other)
    }
  }
  return { bytes: new Uint8Array(bytes), what: done.join(' ') }
}

/** Another number of the same length in the place of the next one, so that no offset moves. */
function renumbered(bytes: Buffer, at: number, next: Next): Buffer {
  const found = /\d+/.exec(bytes.subarray(at, at + 400).toString('latin1'))
  if (found === null) return bytes
  const digits = [...found[0]].map(() => String(below(next, 10))).join('')
  bytes.write(digits, at + found.index, 'latin1')
  return bytes
}

/** A step chain with something dropped, moved, doubled, changed or of another type. */
export function mutatedSteps(steps: readonly unknown[], next: Next): { value: unknown; what: string } {
  const copy: unknown[] = structuredClone([...steps])
  const kind = pick(next, ['drop', 'swap', 'double', 'leaf', 'leaf', 'leaf', 'leaf', 'type', 'key'])
  const at = below(next, copy.length)
  if (kind === 'drop') copy.splice(at, 1)
  if (kind === 'swap') copy.reverse()
  if (kind === 'double') copy.splice(at, 0, copy[at])
  if (kind === 'type') return { value: pick<unknown>(next, [null, 7, 'steps', {}, [[]], [null], [copy]]), what: kind }
  if (kind === 'key') Object.assign(Object(copy[at]), { [`k${below(next, 9)}`]: 1 })
  if (kind === 'leaf') changeLeaf(copy, next)
  return { value: copy, what: kind }
}

function changeLeaf(value: unknown, next: Next): void {
  if (typeof value !== 'object' || value === null) return
  const keys = Object.keys(value)
  const key = keys[below(next, keys.length)]
  if (key === undefined) return
  const child: unknown = Reflect.get(value, key)
  if (typeof child === 'object' && child !== null && next() < 0.85) return changeLeaf(child, next)
  if (typeof child === 'string' && next() < 0.8 && child.length > 0) {
    const at = below(next, child.length)
    const letter = pick(next, ['A', 'z', '0', '-', '_', ' ', 'é', '\ud800', '"', '.'])
    Reflect.set(value, key, child.slice(0, at) + letter + child.slice(at + 1))
  } else Reflect.set(value, key, pick<unknown>(next, [null, '', 0, -1, 2 ** 53, NaN, true, [], {}, 'x'.repeat(5000)]))
}

/** Ink that is good, or wrong in one named way. */
export function mutatedInk(next: Next): { ink: InkPath; wrong: string | null } {
  const samples = pick(next, [2, 5, 60, 700, 5000])
  const walk = (): number[] => {
    let [x, y] = [below(next, 8000), below(next, 3000)]
    return Array.from({ length: samples }, () => {
      x = Math.min(12_000, Math.max(0, x + below(next, 400) - 150))
      y = Math.min(4500, Math.max(0, y + below(next, 400) - 200))
      return [x, y]
    }).flat()
  }
  const strokes = Array.from({ length: 1 + below(next, 4) }, walk)
  strokes.push([100, 100, 900, 900])
  const good: InkPath = { widthMm: 120, heightMm: 45, strokes, durationMs: below(next, 9000) }
  const first = strokes[0] ?? []
  const bent = (value: number): InkPath => ({ ...good, strokes: [[value, ...first.slice(1)], ...strokes.slice(1)] })
  const wrong: Record<string, InkPath> = {
    nothing: { ...good, strokes: [] },
    'NaN': bent(NaN),
    fraction: bent(10.5),
    outside: bent(12_001),
    negative: bent(-1),
    infinite: bent(Infinity),
    'x without y': { ...good, strokes: [first.slice(1), ...strokes] },
    'one dot': { ...good, strokes: [[500, 500]] },
    'empty stroke': { ...good, strokes: [[], ...strokes] },
    'no pad': { ...good, widthMm: 0 },
    'endless pad': { ...good, heightMm: Infinity },
  } // prettier-ignore
  const names = Object.keys(wrong)
  const name = next() < 0.4 ? null : (names[below(next, names.length)] ?? null)
  return { ink: name === null ? good : (wrong[name] ?? good), wrong: name }
}
