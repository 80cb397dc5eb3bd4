/**
 * Reads an identity document's machine-readable zone (ICAO 9303) by the package `mrz`: which lines and check digits
 * hold is its work; what the kiosk accepts and what it drops is decided here.
 */
import { parse } from 'mrz'
import type { ParseResult } from 'mrz'
import type { CalendarDay } from '../ids.ts'
import type { IdentityClaim } from '../contract/gateway/visit-record.ts'
import type { OutcomeId } from '../contract/messages/outcome-id.ts'
import { documentKind } from './document-kind.ts'
import type { OtherDocuments } from './document-kind.ts'
import { zoneHolds } from './mrz-arithmetic.ts'
import { birthDay, expiryDay } from './mrz-dates.ts'
import { mrzLimit } from '../limits.ts'
import { mrzLines } from './mrz-lines.ts'

export type DocumentProblem = Extract<OutcomeId, 'mrzMisread' | 'mrzTooLong' | 'documentExpired' | 'documentUnknown'>

/** What is kept of a document: no copy, no nationality, no sex, and never the BSN that old Dutch zones hold. */
export type ReadDocument = Omit<IdentityClaim, 'journey'>

export type MrzReading =
  { readonly ok: true; readonly read: ReadDocument } | { readonly ok: false; readonly problem: DocumentProblem }

/**
 * Reads the lines as they came from a scanner or a keyboard. `overflow`: more came than was passed on. `today` is the
 * hospital's day; the last valid day of a document is valid. Every check digit must hold: a zone is never corrected.
 * A zone that was read without a fault and cannot be used is `documentUnknown`: trying again would not help.
 */
export function readMrz(input: {
  readonly text: string
  readonly overflow: boolean
  readonly today: CalendarDay
  /** Cards that article 1 of the identification act does not name (policy, `identity.otherDocuments`); else refused. */
  readonly others?: OtherDocuments
}): MrzReading {
  if (input.overflow || input.text.length > mrzLimit) return refuse('mrzTooLong')
  const lines = mrzLines(input.text)
  if (lines === null) return refuse('mrzMisread')
  if (isDrivingLicence(lines)) return refuse('documentUnknown')
  const parsed = parseLines(lines)
  if (parsed === null) return refuse('mrzMisread')
  const noEnd = endsNever(lines, parsed)
  const wrong = parsed.details.filter(({ valid, field }) => !valid && !(noEnd && isOfExpiry(field)))
  if (wrong.some((detail) => detail.field !== 'documentCode')) {
    return refuse(zoneHolds(lines) ? 'documentUnknown' : 'mrzMisread')
  }
  const { today, others = 'refused' } = input
  return readFields({ lines, parsed, noEnd, today, others })
}

function readFields(input: {
  readonly lines: readonly string[]
  readonly parsed: ParseResult
  readonly noEnd: boolean
  readonly today: CalendarDay
  readonly others: OtherDocuments
}): MrzReading {
  const { lines, parsed, noEnd, today, others } = input
  const { documentCode, issuingState, nationality, documentNumber, birthDate, expirationDate, lastName } = parsed.fields
  const issuer = issuingState ?? ''
  const kind = documentKind({
    format: parsed.format,
    code: documentCode ?? '',
    issuer,
    nationality: nationality ?? '',
    others,
  })
  if (kind === null) return refuse('documentUnknown')
  const born = birthDay(birthDate ?? '', today)
  const expires = born === null ? null : expiryDay(noEnd ? '<<<<<<' : (expirationDate ?? ''), { today, born, kind })
  // A day that does not exist although its check digit holds, or one that the issuer left open: the clerk reads it.
  if (born === null || expires === null) return refuse('documentUnknown')
  const number = documentNumber ?? ''
  const family = lastName ?? ''
  // No family name (an Indian passport may have given names only), or a number that no register of ours can hold.
  if (!/^[A-Z0-9]{4,20}$/.test(number) || family === '') return refuse('documentUnknown')
  if (expires < today) return refuse('documentExpired')
  const document = { kind, issuer, number, expires }
  return { ok: true, read: { document, family, given: givenNames(lines, parsed), birthDate: born } }
}

/** Fillers in place of the last valid day, with a check digit that is one too or 0. */
function endsNever(lines: readonly string[], { format }: ParseResult): boolean {
  const field = format === 'TD1' ? (lines[1] ?? '').slice(8, 15) : (lines[1] ?? '').slice(21, 28)
  return /^<{6}[<0]$/.test(field) && zoneHolds(lines)
}

function isOfExpiry(field: string | null): boolean {
  return field === 'expirationDate' || field === 'expirationDateCheckDigit'
}

function refuse(problem: DocumentProblem): MrzReading {
  return { ok: false, problem }
}

/**
 * Driving licence of any state: one line of 30, `D`, a configuration character, the state's code (ISO/IEC 18013-3, annex
 * on the machine-readable zone; Directive 2006/126/EC lets states add it); it names nobody whom we could look up.
 */
function isDrivingLicence(lines: readonly string[]): boolean {
  return lines.length === 1 && /^D[A-Z0-9<][A-Z<]{3}[A-Z0-9<]{25}$/.test(lines[0] ?? '')
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
