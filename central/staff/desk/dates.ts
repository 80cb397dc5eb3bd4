/** Dates and durations as the desk page writes them; the hospital's day is Europe/Amsterdam. */

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

/** "2026-11-23" → "23 november 2026": with the month in letters, because the zero is slashed (look.md). */
export function dayInWords(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`))
}

/** The calendar day in Amsterdam, "2026-11-23". */
export function today(now: Date): string {
  return isoFormat.format(now)
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
