/**
 * Which check digit of typed lines does not hold, so that who typed them can be told where to look (ICAO 9303 part 3
 * section 4.9; places: part 5 for cards of three lines, part 4 for passports of two). Whether a zone is taken is
 * decided elsewhere (domain/identity); nothing is ever corrected.
 */

export type MrzPart = 'number' | 'birthDate' | 'expiry' | 'personal' | 'line'

/** Line from 1, signs from 0 up to but not including `to`. `line`: only the digit over all parts is wrong. */
export interface MrzMistake {
  readonly part: MrzPart
  readonly line: number
  readonly from: number
  readonly to: number
}

interface Check {
  readonly part: MrzPart
  readonly line: number
  readonly from: number
  /** Place of the check digit: directly behind what it checks. */
  readonly digit: number
}

const card: readonly Check[] = [
  { part: 'number', line: 1, from: 5, digit: 14 },
  { part: 'birthDate', line: 2, from: 0, digit: 6 },
  { part: 'expiry', line: 2, from: 8, digit: 14 },
]
const passport: readonly Check[] = [
  { part: 'number', line: 2, from: 0, digit: 9 },
  { part: 'birthDate', line: 2, from: 13, digit: 19 },
  { part: 'expiry', line: 2, from: 21, digit: 27 },
  { part: 'personal', line: 2, from: 28, digit: 42 },
]

/** The first mistake in reading order, or null: all digits hold, or these are no whole lines of a card or passport. */
export function mrzMistake(lines: readonly string[]): MrzMistake | null {
  const [one = '', two = '', three = ''] = lines
  if (lines.length === 3 && [one, two, three].every((line) => line.length === 30)) {
    const all = one.slice(5, 30) + two.slice(0, 7) + two.slice(8, 15) + two.slice(18, 29)
    return first(card, lines) ?? whole(all, { line: two, digit: 29 })
  }
  if (lines.length === 2 && one.length === 44 && two.length === 44) {
    return (
      first(passport, lines) ??
      whole(two.slice(0, 10) + two.slice(13, 20) + two.slice(21, 43), { line: two, digit: 43 })
    )
  }
  return null
}

function first(checks: readonly Check[], lines: readonly string[]): MrzMistake | null {
  for (const { part, line, from, digit } of checks) {
    const text = lines[line - 1] ?? ''
    const given = text.charAt(digit)
    const checked = text.slice(from, digit)
    // A card's number of more than nine signs goes on behind its "<" (part 5, 4.2.2.1): the digit over all covers it.
    if (part === 'number' && given === '<' && digit === 14) continue
    // A passport without a personal number may leave the digit out.
    if (part === 'personal' && given === '<' && /^<+$/.test(checked)) continue
    if (String(checkDigit(checked)) !== given) return { part, line, from, to: digit + 1 }
  }
  return null
}

function whole(text: string, { line, digit }: { readonly line: string; readonly digit: number }): MrzMistake | null {
  return String(checkDigit(text)) === line.charAt(digit) ? null : { part: 'line', line: 2, from: 0, to: digit + 1 }
}

/** Weights 7, 3, 1; letters count from 10, the filler counts 0. */
function checkDigit(text: string): number {
  const weights = [7, 3, 1] as const
  return [...text].reduce((sum, sign, at) => sum + (weights[at % 3] ?? 0) * value(sign), 0) % 10
}

function value(sign: string): number {
  return sign === '<' ? 0 : Number.parseInt(sign, 36)
}
