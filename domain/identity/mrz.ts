/**
 * Reads an identity document's machine-readable zone (ICAO 9303) by the package `mrz`: which lines and check digits
 * hold is its work; what the kiosk accepts and what it drops is decided here.
 */
import { parse } from 'mrz'
import type { ParseResult } from 'mrz'
import type { CalendarDay } from '../ids.ts'
import type { IdentityClaim } from '../gateway/visit-record.ts'
import type { OutcomeId } from '../outcome/outcomes.ts'
import { documentKind } from './document-kind.ts'
import { birthDay, expiryDay } from './mrz-dates.ts'
import { mrzLimit, mrzLines } from './mrz-lines.ts'

export type DocumentProblem = Extract<OutcomeId, 'mrzMisread' | 'mrzTooLong' | 'documentExpired' | 'documentUnknown'>

/** What is kept of a document: no copy, no nationality, no sex, and never the BSN that old Dutch zones hold. */
export type ReadDocument = Omit<IdentityClaim, 'purpose'>

export type MrzReading =
  { readonly ok: true; readonly read: ReadDocument } | { readonly ok: false; readonly problem: DocumentProblem }

/**
 * Reads the lines as they came from a scanner or a keyboard. `overflow`: more came than was passed on. `today` is the
 * hospital's day; the last valid day of a document is valid. Every check digit must hold: a zone is never corrected.
 */
export function readMrz(input: {
  readonly text: string
  readonly overflow: boolean
  readonly today: CalendarDay
}): MrzReading {
  if (input.overflow || input.text.length > mrzLimit) return refuse('mrzTooLong')
  const lines = mrzLines(input.text)
  if (lines === null) return refuse('mrzMisread')
  if (isDrivingLicence(lines)) return refuse('documentUnknown')
  const parsed = parseLines(lines)
  if (parsed === null) return refuse('mrzMisread')
  const wrong = parsed.details.filter((detail) => !detail.valid)
  if (wrong.some((detail) => detail.field !== 'documentCode')) return refuse('mrzMisread')
  const { documentCode, issuingState, documentNumber, birthDate, expirationDate, lastName } = parsed.fields
  const kind = documentKind({ format: parsed.format, code: documentCode ?? '' })
  if (kind === null) return refuse('documentUnknown')
  const born = birthDay(birthDate ?? '', input.today)
  const expires = expiryDay(expirationDate ?? '', input.today)
  // A day that does not exist although its check digit holds, or one that the issuer left open: the clerk reads it.
  if (born === null || expires === null) return refuse('documentUnknown')
  const number = documentNumber ?? ''
  const family = lastName ?? ''
  if (!/^[A-Z0-9]{4,20}$/.test(number) || family === '') return refuse('mrzMisread')
  if (expires < input.today) return refuse('documentExpired')
  const document = { kind, issuer: issuingState ?? '', number, expires }
  return { ok: true, read: { document, family, given: givenNames(lines, parsed), birthDate: born } }
}

function refuse(problem: DocumentProblem): MrzReading {
  return { ok: false, problem }
}

/** Dutch driving licence: one line of 30, `D`, a configuration character, `NLD`; it names nobody (ISO 18013-3 BAP). */
function isDrivingLicence(lines: readonly string[]): boolean {
  return lines.length === 1 && /^D[A-Z0-9<]NLD[A-Z0-9<]{25}$/.test(lines[0] ?? '')
}

function parseLines(lines: readonly string[]): ParseResult | null {
  try {
    return parse([...lines])
  } catch {
    // The package throws on line counts and lengths that no format has.
    return null
  }
}

/** The package repeats the family name as given name when the whole field is one name without `<<` (9303-3, 4.6). */
function givenNames(lines: readonly string[], parsed: ParseResult): string {
  const field = parsed.format === 'TD1' ? (lines[2] ?? '') : (lines[0] ?? '').slice(5)
  return field.includes('<<') ? (parsed.fields.firstName ?? '') : ''
}
