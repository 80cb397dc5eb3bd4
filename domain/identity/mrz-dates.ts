/** Two-digit years of a machine-readable zone (ICAO 9303 part 3 section 4.8 leaves the century to the reader). */
import * as v from 'valibot'
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

/** The last valid day in YYMMDD: the day within 50 years before and 49 after today's year. */
export function expiryDay(yymmdd: string, today: CalendarDay): CalendarDay | null {
  const year = Number(today.slice(0, 4))
  const century = Math.floor(year / 100)
  const near = [century - 1, century, century + 1].find((candidate) => {
    const distance = candidate * 100 + Number(yymmdd.slice(0, 2)) - year
    return distance >= -50 && distance < 50
  })
  return near === undefined ? null : day(near, yymmdd)
}

function day(century: number, yymmdd: string): CalendarDay | null {
  const [, year, month, date] = /^(\d\d)(\d\d)(\d\d)$/.exec(yymmdd) ?? []
  const parsed = v.safeParse(CalendarDay, `${String(century)}${year ?? ''}-${month ?? ''}-${date ?? ''}`)
  return parsed.success ? parsed.output : null
}
