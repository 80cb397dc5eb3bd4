import { inkLimits } from '../limits.ts'
import { leastExtentMm, leastInkMm, sizeOf } from '../contract/messages/ink-enough.ts'

/**
 * Ink as it is in a document: the path only. Whole hundredths of a millimetre on the pad, x and y alternating,
 * origin top left; no pressure and no time per point (GDPR art. 4(14): how somebody writes identifies him).
 */
export interface InkPath {
  readonly widthMm: number
  readonly heightMm: number
  readonly strokes: readonly (readonly number[])[]
  /** From the first touch to the last lift, milliseconds. */
  readonly durationMs: number
}

/** Why ink cannot count as a signature. */
export const inkProblems = [
  'empty',
  'tooShort',
  'tooSmall',
  'outsidePad',
  'notWhole',
  'tooMany',
  'padImpossible',
] as const
export type InkProblem = (typeof inkProblems)[number]

/** The first reason why this ink is refused, or null when it is a mark. */
export function inkProblem(ink: InkPath): InkProblem | null {
  const width = ink.widthMm * 100
  const height = ink.heightMm * 100
  const possible = (mm: number): boolean => Number.isFinite(mm) && mm >= 10 && mm <= 1000
  if (!possible(ink.widthMm) || !possible(ink.heightMm)) return 'padImpossible'
  const points = ink.strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0)
  if (points === 0) return 'empty'
  if (points > inkLimits.samples || ink.strokes.length > inkLimits.strokes) return 'tooMany'
  for (const stroke of ink.strokes) {
    if (stroke.length % 2 !== 0 || stroke.length === 0 || !stroke.every(Number.isSafeInteger)) return 'notWhole'
    for (let i = 0; i < stroke.length; i += 2) {
      const x = stroke[i] ?? 0
      const y = stroke[i + 1] ?? 0
      if (x < 0 || y < 0 || x > width || y > height) return 'outsidePad'
    }
  }
  const { length, extent } = sizeOf(ink.strokes)
  if (length < leastInkMm) return 'tooShort'
  return extent < leastExtentMm ? 'tooSmall' : null
}

/**
 * The ink that goes into the document: the same line to within 0.08 mm with as few points as that needs
 * (Ramer–Douglas–Peucker). Nobody can see the difference, and the spacing of the samples, which tells how fast
 * somebody wrote, is gone. Applying it twice changes nothing more than applying it once by that same measure.
 */
export function inkForDocument(ink: InkPath): InkPath {
  return { ...ink, strokes: ink.strokes.map((stroke) => thin(stroke)) }
}

/** A fifth of the thinnest line on paper: below the tremble of a hand, above which points would be its rhythm. */
const toleranceSquared = 8 * 8
/** Long strokes are thinned piece by piece, so that a hostile one costs linear and not square time. */
const piece = 512

function thin(stroke: readonly number[]): readonly number[] {
  const count = stroke.length / 2
  const kept = new Set<number>()
  for (let start = 0; start < count; start += piece) {
    const pending: [number, number][] = [[start, Math.min(start + piece, count - 1)]]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const [from, to] = next
      kept.add(from).add(to)
      const far = farthest(stroke, from, to)
      if (far !== null) pending.push([from, far], [far, to])
    }
  }
  const order = [...kept].sort((a, b) => a - b)
  return order
    .filter((at, i) => {
      const before = order[i - 1]
      return (
        before === undefined || stroke[at * 2] !== stroke[before * 2] || stroke[at * 2 + 1] !== stroke[before * 2 + 1]
      )
    })
    .flatMap((at) => [stroke[at * 2] ?? 0, stroke[at * 2 + 1] ?? 0])
}

function farthest(stroke: readonly number[], from: number, to: number): number | null {
  const [x, y] = [stroke[from * 2] ?? 0, stroke[from * 2 + 1] ?? 0]
  const [dx, dy] = [(stroke[to * 2] ?? 0) - x, (stroke[to * 2 + 1] ?? 0) - y]
  const span = dx * dx + dy * dy
  let worst = toleranceSquared
  let at: number | null = null
  for (let i = from + 1; i < to; i++) {
    const [px, py] = [(stroke[i * 2] ?? 0) - x, (stroke[i * 2 + 1] ?? 0) - y]
    const along = span === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / span))
    const [ox, oy] = [px - along * dx, py - along * dy]
    const distance = ox * ox + oy * oy
    if (distance > worst) {
      worst = distance
      at = i
    }
  }
  return at
}
