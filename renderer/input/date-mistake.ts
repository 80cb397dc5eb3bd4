/** Which part of a date cannot be, and why: told beside that part, which is opened to be written anew. */

export interface DateMistake {
  readonly part: 'day' | 'month' | 'year'
  readonly why: 'dayTooHigh' | 'dayZero' | 'dayNotInMonth' | 'monthTooHigh' | 'monthZero' | 'yearTooEarly'
  /** For `dayNotInMonth`: the month (1 to 12) and how many days it has. */
  readonly month: number
  readonly days: number
}

/** Nobody who has a record today was born earlier (the oldest person ever reached 122 years). */
const earliestYear = 1900

/** @param typed digits of each part; empty while a part is not finished, then nothing is said about it. */
export function dateMistake(typed: {
  readonly day: string
  readonly month: string
  readonly year: string
}): DateMistake | null {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((digits) =>
    digits === '' ? null : Number(digits),
  )
  const days = daysIn(month ?? null, typed.year.length === 4 ? (year ?? null) : null)
  const of = (part: DateMistake['part'], why: DateMistake['why']): DateMistake => ({
    part,
    why,
    month: month ?? 0,
    days,
  })
  if (day != null && day > 31) return of('day', 'dayTooHigh')
  if (day === 0) return of('day', 'dayZero')
  if (month != null && month > 12) return of('month', 'monthTooHigh')
  if (month === 0) return of('month', 'monthZero')
  if (typed.year.length === 4 && year != null && year < earliestYear) return of('year', 'yearTooEarly')
  if (day != null && day > days) return of('day', 'dayNotInMonth')
  return null
}

/** The most days the month can have; 31 without a month, and 29 for February while the year is not known. */
function daysIn(month: number | null, year: number | null): number {
  if (month === null || month < 1 || month > 12) return 31
  return new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate()
}
