/** Ink on a page against the ink in the data, at the size that the composer gives it. */
import type { InkPath } from '../document/ink.ts'
import { cardWidth, mm } from './pdf/measures.ts'
import type { Box } from './pdf/page-marks.ts'

/** The most height of a signature's pad, in points. */
const mostHeight = 34 * mm

const head =
  /^q (\d\.\d{1,9}) 0 0 (\d\.\d{1,9}) (\d{1,3}(?:\.\d{1,6})?) (\d{1,3}(?:\.\d{1,6})?) cm (\d{2,4}) w 1 J 1 j 0 G /
const stroke = /^(?:\d{1,6} \d{1,6} m(?: \d{1,6} \d{1,6} l)+ S )*Q$/

/** Whether these operators draw this ink, whole and where it can be seen; a line with more points may be the same line. */
export function figureIs(operators: string, ink: InkPath): boolean {
  const plain = operators.replace(/\s+/g, ' ')
  const found = head.exec(plain)
  if (found === null) return false
  const [scale = 0, down = 0, x = 0, y = 0, pen = 0] = found.slice(1).map(Number)
  const height = Math.min(mostHeight, (cardWidth * ink.heightMm) / ink.widthMm)
  const expected = Math.min(cardWidth, (height * ink.widthMm) / ink.heightMm) / (ink.widthMm * 100)
  const sized = scale === down && Math.abs(scale - expected) <= 0.000_001 + expected / 1000
  // A felt-tip of 0.4 mm on paper, or 0.7 mm on the pad: not a brush that covers.
  const penned = Math.abs(pen - Math.max(70, Math.ceil(1.13 / expected))) <= 1
  const inside = x + ink.widthMm * 100 * scale <= 595.28 && y + ink.heightMm * 100 * scale <= 841.89
  const drawn = plain.slice(found[0].length)
  if (!sized || !penned || !inside) return false
  if (drawn === `${ink.strokes.map(path).join(' ')} Q`) return true
  if (drawn.length > 4_000_000 || !stroke.test(drawn)) return false
  const strokes = drawn.slice(0, -2).split(' S ').filter(Boolean).map(pointsOf)
  return strokes.length === ink.strokes.length && strokes.every((one, i) => isSameLine(one, ink.strokes[i] ?? []))
}

/** The pad on the page, on which this ink stands. */
export function padOf(operators: string, ink: InkPath): Box {
  const [, , , x = 0, y = 0] = (head.exec(operators.replace(/\s+/g, ' ')) ?? []).map(Number)
  const height = Math.min(mostHeight, (cardWidth * ink.heightMm) / ink.widthMm)
  return { left: x, top: y, right: x + (height * ink.widthMm) / ink.heightMm, bottom: y + height }
}

function path(points: readonly number[]): string {
  const [x = 0, y = 0] = points
  let text = `${x} ${y} m`
  if (points.length === 2) text += ` ${x} ${y} l`
  for (let i = 2; i < points.length; i += 2) text += ` ${points[i] ?? 0} ${points[i + 1] ?? 0} l`
  return `${text} S`
}

const pointsOf = (drawn: string): readonly number[] => (drawn.match(/\d+/g) ?? []).map(Number)

/** In hundredths of a millimetre: points that were left out of the data lie this near to the line between those kept. */
const nearSquared = 12 * 12

/** Whether the data keeps points of the drawn line, in their order, and leaves out only what lies on the way. */
function isSameLine(drawn: readonly number[], kept: readonly number[]): boolean {
  const point = (line: readonly number[], at: number): readonly [number, number] => [line[at * 2] ?? 0, line[at * 2 + 1] ?? 0] // prettier-ignore
  const same = (a: readonly [number, number], b: readonly [number, number]): boolean => a[0] === b[0] && a[1] === b[1]
  const count = kept.length / 2
  if (count === 0 || !same(point(drawn, 0), point(kept, 0))) return false
  let next = 1
  for (let at = 1; at < drawn.length / 2; at++) {
    const here = point(drawn, at)
    if (next < count && same(here, point(kept, next))) next++
    else if (distanceSquared(here, point(kept, next - 1), point(kept, Math.min(next, count - 1))) > nearSquared) return false // prettier-ignore
  }
  return next === count
}

type Point = readonly [number, number]

function distanceSquared([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const [dx, dy] = [toX - fromX, toY - fromY]
  const span = dx * dx + dy * dy
  const along = span === 0 ? 0 : Math.max(0, Math.min(1, ((x - fromX) * dx + (y - fromY) * dy) / span))
  const [ox, oy] = [x - fromX - along * dx, y - fromY - along * dy]
  return ox * ox + oy * oy
}
