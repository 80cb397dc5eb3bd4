/** What is drawn on a page and is no text and no ink: lines between rows, dots, crosses and the house. Each of one size. */
import { area, near, sheet } from './measures.ts'

/** The smallest box round something; points from the top left of the sheet. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface Mark extends Box {
  readonly is: 'rule' | 'dot' | 'cross' | 'house'
}

const number = String.raw`-?\d{1,4}(?:\.\d{1,6})?`
const eachNumber = new RegExp(number, 'g')
const numbers = (count: number): string => Array.from({ length: count }, () => number).join(' ')
const black = String.raw`(?:\/DeviceRGB cs 0 0 0 scn )?`
const rule = `${numbers(3)} (?:0\\.5|0\\.8|1\\.1|1\\.2) re f`
const rules = new RegExp(`^(?:${rule}|q ${black}${rule} Q|q (?:0\\.54 g|\\/DeviceRGB cs (?:0\\.54\\d{0,16} ){3}scn) ${rule} Q)$`) // prettier-ignore
const dot = new RegExp(`^q 1 J 3\\.4 w ${numbers(2)} m ${numbers(2)} l S Q$`)
const disc = new RegExp(`^q ${black}${numbers(2)} m (?:${numbers(6)} c ){4}h f Q$`)
const cross = new RegExp(`^q 0\\.9 w (?:0 G )?${numbers(2)} m ${numbers(2)} l ${numbers(2)} m ${numbers(2)} l S Q$`)
const house = new RegExp(`^q ${black}${numbers(3)} 2\\.2 re f ${numbers(2)} m ${numbers(2)} l (?:${numbers(6)} c ){2}${numbers(2)} l h f ${numbers(2)} m (?:${numbers(6)} c ){4}h f Q$`) // prettier-ignore

/** What these operators draw, with single blanks between them; null where it is nothing of ours. */
export function markOf(operators: string): Mark | null {
  const said = operators.replace(/\/DeviceRGB cs (?:[\d.]+ ){3}scn |0\.54 g |0 G |q 1 J 3\.4 w |q 0\.9 w /g, '')
  const all = (said.match(eachNumber) ?? []).map(Number)
  const [x = 0, y = 0, a = 0, b = 0] = all
  if (rules.test(operators)) {
    const right = a >= 0 && x >= area.left - 1 && x + a <= area.right + 1
    return right ? { is: 'rule', left: x, top: y, right: x + a, bottom: y + b } : null
  }
  if (dot.test(operators)) {
    const same = near(x, a, 0.02) && near(y, b, 0.02)
    return same ? { is: 'dot', left: x - 1.7, top: y - 1.7, right: x + 1.7, bottom: y + 1.7 } : null
  }
  if (disc.test(operators)) {
    const box = boxOf(all)
    const small = box.right - box.left <= 4 && box.bottom - box.top <= 4
    return small ? { is: 'dot', ...box } : null
  }
  if (cross.test(operators)) {
    const offsets = all.map((one, i) => one - (i % 2 === 0 ? x : y))
    const right = [0, 0, 5, 5, 0, 5, 5, 0].every((one, i) => near(offsets[i] ?? 9, one, 0.02))
    return right ? { is: 'cross', ...boxOf(all) } : null
  }
  return house.test(operators) ? houseOf(all) : null
}

/** A house is drawn by one rule from where it stands: every number of it follows from its foot and the dot's middle. */
function houseOf(all: readonly number[]): Mark | null {
  const [left = 0, top = 0, width = 0] = all
  const foot = top
  const radius = 4.6 * (72 / 25.4)
  const middle = (all[4] ?? 0) + radius
  const wide = near(left, area.left) && near(left + width, area.right)
  const placed = near(middle, area.right - radius) || near(middle, area.left + radius)
  const [k, r] = [0.5522847498, 2.5]
  const high = foot - 0.5
  const eye = foot - radius - 3.6
  const expected = [
    [middle - radius, foot, middle - radius, high],
    [middle - radius, high - k * radius, middle - k * radius, high - radius, middle, high - radius],
    [middle + k * radius, high - radius, middle + radius, high - k * radius, middle + radius, high],
    [middle + radius, foot],
    [middle - r, eye],
    [middle - r, eye - k * r, middle - k * r, eye - r, middle, eye - r],
    [middle + k * r, eye - r, middle + r, eye - k * r, middle + r, eye],
    [middle + r, eye + k * r, middle + k * r, eye + r, middle, eye + r],
    [middle - k * r, eye + r, middle - r, eye + k * r, middle - r, eye],
  ].flat()
  const drawn = all.slice(4)
  const right = wide && placed && drawn.length === expected.length && drawn.every((one, i) => near(one, expected[i] ?? 0, 0.01)) // prettier-ignore
  return right ? { is: 'house', left, top: eye - r, right: area.right, bottom: top + 2.2 } : null
}

/** Round points that follow each other as x and y. */
function boxOf(points: readonly number[]): Box {
  const across = points.filter((_, i) => i % 2 === 0)
  const down = points.filter((_, i) => i % 2 === 1)
  return { left: Math.min(...across), top: Math.min(...down), right: Math.max(...across), bottom: Math.max(...down) }
}

/** Whether two boxes share more than an edge. */
export const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

/** The whole sheet. */
export const onSheet = ({ left, top, right, bottom }: Box): boolean =>
  left >= 0 && top >= 0 && right <= sheet.width && bottom <= sheet.height
