/**
 * Arithmetic on calendar days, without clocks and time zones. A day is "2026-11-23"; such strings order as the days do.
 * Limits of a birthday, a term or a ruling are computed here and nowhere else.
 */
import type { CalendarDay } from '../ids.ts'

const dayMilliseconds = 86_400_000

/** Days since 1970-01-01, whole number, negative before it. */
export function toNumber(day: CalendarDay): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMilliseconds
}

/** The day that is `number` days after 1970-01-01; beyond the years 0000 to 9999 the first or last day of them. */
export function fromNumber(number: number): CalendarDay {
  const date = new Date(number * dayMilliseconds)
  return compose(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

/** `count` days later; negative is earlier. */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  return fromNumber(toNumber(day) + count)
}

/**
 * The same day of the month `count` months later, the end of that month as the limit: 31 January plus one month is
 * 28 or 29 February. Used for the age of an extract and for terms in months.
 */
export function addMonths(day: CalendarDay, count: number): CalendarDay {
  const { year, month, date } = parts(day)
  const months = year * 12 + (month - 1) + count
  const targetYear = Math.floor(months / 12)
  const targetMonth = months - targetYear * 12 + 1
  return compose(targetYear, targetMonth, Math.min(date, daysInMonth(targetYear, targetMonth)))
}

/**
 * The birthday `count` years later. Somebody born on 29 February has it on 1 March in other years, which is how Dutch
 * law counts an age: the day of birth counts in full and the year is complete only after 28 February.
 */
export function addYears(day: CalendarDay, count: number): CalendarDay {
  const { year, month, date } = parts(day)
  return month === 2 && date === 29 && daysInMonth(year + count, 2) === 28
    ? compose(year + count, 3, 1)
    : compose(year + count, month, date)
}

/** Completed years on `on`; negative when `birth` is later. */
export function ageOn(birth: CalendarDay, on: CalendarDay): number {
  const years = parts(on).year - parts(birth).year
  return addYears(birth, years) <= on ? years : years - 1
}

function parts(day: CalendarDay): { readonly year: number; readonly month: number; readonly date: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) }
}

/** Registers write "9999-12-31" for "no end"; one day later is no day, so arithmetic stops at both ends of the years. */
function compose(year: number, month: number, date: number): CalendarDay {
  if (year > 9999) return asDay('9999-12-31')
  if (year < 0) return asDay('0000-01-01')
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  return asDay(`${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`)
}

/** What arithmetic made from a day is a day; a full parse would cost most of a decision. */
function asDay(text: string): CalendarDay {
  if (!isDay(text)) throw new Error(`no day: ${text}`)
  return text
}

const isDay = (text: string): text is CalendarDay => text.length === 10

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
