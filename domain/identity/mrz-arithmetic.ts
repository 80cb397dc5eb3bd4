/**
 * Whether a zone was read without a fault although the kiosk cannot use it: only its check digits and which characters
 * may stand where (ICAO Doc 9303 parts 3 to 7). Who holds such a document gains nothing by trying again.
 */

/** [line, first, after the last] of a field. */
type Part = readonly [line: number, from: number, to: number]

interface Layout {
  readonly lines: number
  readonly width: number
  /** Issuing state and names: letters and fillers only. */
  readonly letters: readonly Part[]
  readonly digits: readonly Part[]
  /** The field, and the place of its check digit. */
  readonly checks: readonly (readonly [fields: readonly Part[], at: Part])[]
}

const td3: Layout = {
  lines: 2,
  width: 44,
  letters: [[0, 0, 1], [0, 2, 44], [1, 10, 13]],
  digits: [[1, 13, 19]],
  checks: [
    [[[1, 0, 9]], [1, 9, 10]],
    [[[1, 13, 19]], [1, 19, 20]],
    [[[1, 21, 27]], [1, 27, 28]],
  ],
} // prettier-ignore
const td2: Layout = { ...td3, width: 36, letters: [[0, 0, 1], [0, 2, 36], [1, 10, 13]] } // prettier-ignore
const td1: Layout = {
  lines: 3,
  width: 30,
  letters: [[0, 0, 1], [0, 2, 5], [1, 15, 18], [2, 0, 30]],
  digits: [[1, 0, 6]],
  checks: [
    [[[1, 0, 6]], [1, 6, 7]],
    [[[1, 8, 14]], [1, 14, 15]],
    [[[0, 5, 30], [1, 0, 7], [1, 8, 15], [1, 18, 29]], [1, 29, 30]],
  ],
} // prettier-ignore
/** France's card until 2021: a layout of its own with the birth date at the end. */
const french: Layout = {
  lines: 2,
  width: 36,
  letters: [[0, 0, 30], [1, 13, 27]],
  digits: [[1, 27, 33]],
  checks: [
    [[[1, 0, 12]], [1, 12, 13]],
    [[[1, 27, 33]], [1, 33, 34]],
    [[[0, 0, 36], [1, 0, 35]], [1, 35, 36]],
  ],
} // prettier-ignore

/** Passports and cards have one over everything; visas (part 7) have none. */
const whole: Readonly<Record<number, Layout['checks'][number]>> = {
  44: [[[1, 0, 10], [1, 13, 20], [1, 21, 43]], [1, 43, 44]],
  36: [[[1, 0, 10], [1, 13, 20], [1, 21, 35]], [1, 35, 36]],
} // prettier-ignore

export function zoneHolds(lines: readonly string[]): boolean {
  const layout = layoutOf(lines)
  if (layout === null) return false
  const text = ([line, from, to]: Part): string => (lines[line] ?? '').slice(from, to)
  return (
    layout.letters.every((part) => /^[A-Z<]+$/.test(text(part))) &&
    layout.digits.every((part) => /^[0-9<]+$/.test(text(part))) &&
    layout.checks.every(([fields, at]) => holds(fields.map(text).join(''), text(at)))
  )
}

function layoutOf(lines: readonly string[]): Layout | null {
  const [first = ''] = lines
  const all = [td1, first.startsWith('IDFRA') ? french : td2, td3]
  const layout = all.find(
    ({ lines: count, width }) => lines.length === count && lines.every((line) => line.length === width),
  )
  if (layout === undefined) return null
  const composite = layout === french || layout === td1 || first.startsWith('V') ? undefined : whole[layout.width]
  return composite === undefined ? layout : { ...layout, checks: [...layout.checks, composite] }
}

/** Weights 7, 3, 1, modulo 10 (9303-3, 4.9); the digit of an empty field may be a filler. */
function holds(field: string, digit: string): boolean {
  if (/^<+$/.test(field) && digit === '<') return true
  const weights = [7, 3, 1]
  const value = (character: string) => (character === '<' ? 0 : Number.parseInt(character, 36))
  const sum = [...field].reduce((total, character, at) => total + value(character) * (weights[at % 3] ?? 0), 0)
  return String(sum % 10) === digit
}
