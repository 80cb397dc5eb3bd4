/** Dates and durations as the desk page writes them; the hospital's day is Europe/Amsterdam. */

import * as v from 'valibot'
import { CalendarDay } from '../../../domain/ids.ts'

const zone = 'Europe/Amsterdam'
const dayFormat = new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const isoFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
const clockFormat = new Intl.DateTimeFormat('nl-NL', { hour: '2-digit', minute: '2-digit', timeZone: zone })
const weekdayFormat = new Intl.DateTimeFormat('nl-NL', {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  timeZone: zone,
})

/** "2026-11-23" → "23 november 2026": with the month in letters, because the zero is slashed (docs/look.md). */
export function dayInWords(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`))
}

/** "2026-11-23" → "23-11-2026": how it stands in a field. */
export function dayInDigits(day: string): string {
  return day.split('-').reverse().join('-')
}

/**
 * A day as a clerk types it: 23-11-2026, 23.11.2026, 23 11 2026, 23112026 or 2026-11-23; null when it is none. Not the
 * browser's own date field, because that follows the browser's language and not the page's.
 */
export function readDay(typed: string): CalendarDay | null {
  const text = typed.trim()
  const european = /^(\d{1,2})[-./ ]?(\d{1,2})[-./ ]?(\d{4})$/.exec(text)
  const [, day = '', month = '', year = ''] = european ?? []
  const iso = european === null ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const parsed = v.safeParse(CalendarDay, iso)
  return parsed.success ? parsed.output : null
}

/** The calendar day in Amsterdam, "2026-11-23". */
export function today(now: Date): CalendarDay {
  return v.parse(CalendarDay, isoFormat.format(now))
}

export function clock(now: Date): string {
  return clockFormat.format(now).replace(':', '.')
}

export function weekday(now: Date): string {
  return weekdayFormat.format(now)
}

/** Whole years on a day; somebody born on 29 February has a birthday on 1 March in other years. */
export function ageOn(day: string, birth: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}

/** "0.48": minutes and seconds since then; hours count on as minutes. */
export function elapsed(since: string, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 1000))
  return `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, '0')}`
}
