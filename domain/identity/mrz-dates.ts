/** Two-digit years of a machine-readable zone (ICAO 9303 part 3 section 4.8 leaves the century to the reader). */
import * as v from 'valibot'
import type { DocumentKind } from '../contract/gateway/visit-record.ts'
import { CalendarDay } from '../ids.ts'

/**
 * The birth date in YYMMDD: the latest such day that is not in the future. Somebody of 100 or older is read as a
 * child; the clerk, who sees the document, then declines. Null: no such day, or month or day unknown (`<<`).
 */
export function birthDay(yymmdd: string, today: CalendarDay): CalendarDay | null {
  const century = Number(today.slice(0, 2))
  const recent = day(century, yymmdd)
  if (recent !== null && recent <= today) return recent
  return day(century - 1, yymmdd)
}

/** The last day of a document that never ends, or whose year two digits cannot tell: the clerk reads it on the document. */
export const openEnd: CalendarDay = v.parse(CalendarDay, '9999-12-31')

/**
 * Cards for older people in Spain, Italy and elsewhere carry 01-01-9999 or 31-12-9999 in print, which the zone shows as
 * a year 99; others have fillers.
 */
const neverEnds = /^(99(0101|1231)|<{6})$/

/**
 * Years after which a passed year is not believed any more: documents are given for ten years, cards for longer, and
 * before about 1996 few had a zone at all. So a year that lies further back is not known, rather than long over.
 */
const surelyPassed = 30

/**
 * The most years that a passport still holds: states give it for ten (ICAO 9303 part 4 names no more, and none is known),
 * and some add what was left of the one before, up to nine months. Cards are given for longer, or for ever.
 */
const longestPassport = 11

/**
 * The last valid day in YYMMDD: the day within 50 years before and 49 after today's year, and {@link openEnd} where that
 * cannot be: too long ago, before the holder was born, or further ahead than a passport holds (a year 75 is then neither
 * 1975 nor 2075). Null: no such day.
 */
export function expiryDay(
  yymmdd: string,
  { today, born, kind }: { readonly today: CalendarDay; readonly born: CalendarDay; readonly kind: DocumentKind },
): CalendarDay | null {
  if (neverEnds.test(yymmdd)) return openEnd
  const year = Number(today.slice(0, 4))
  const century = Math.floor(year / 100)
  const near = [century - 1, century, century + 1].find((candidate) => {
    const distance = candidate * 100 + Number(yymmdd.slice(0, 2)) - year
    return distance >= -50 && distance < 50
  })
  const last = near === undefined ? null : day(near, yymmdd)
  if (last === null) return null
  const ahead = Number(last.slice(0, 4)) - year
  if (last >= today) return kind === 'passport' && ahead > longestPassport ? openEnd : last
  return -ahead > surelyPassed || last < born ? openEnd : last
}

function day(century: number, yymmdd: string): CalendarDay | null {
  const [, year, month, date] = /^(\d\d)(\d\d)(\d\d)$/.exec(yymmdd) ?? []
  const parsed = v.safeParse(CalendarDay, `${String(century)}${year ?? ''}-${month ?? ''}-${date ?? ''}`)
  return parsed.success ? parsed.output : null
}
