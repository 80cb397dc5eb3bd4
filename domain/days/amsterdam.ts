/** From an instant to the calendar day at the hospital's desk: Europe/Amsterdam, across summer time. */
import * as v from 'valibot'
import { CalendarDay, type Instant } from '../ids.ts'

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The calendar day in Europe/Amsterdam at this instant; it changes at 00:00 there, 22:00 or 23:00 UTC. */
export function dayInAmsterdam(instant: Instant): CalendarDay {
  return dayAt(Date.parse(instant))
}

/** As {@link dayInAmsterdam}, from milliseconds since 1970-01-01T00:00Z. */
export function dayAt(milliseconds: number): CalendarDay {
  const part = new Map(format.formatToParts(milliseconds).map(({ type, value }) => [type, value]))
  return v.parse(CalendarDay, `${part.get('year')}-${part.get('month')}-${part.get('day')}`)
}

/**
 * The first millisecond of a calendar day in Europe/Amsterdam, since 1970-01-01T00:00Z: when an access that ends on a
 * birthday stops. The zone has stood one or two hours before UTC since 1940-05-16.
 */
export function startOfDay(day: CalendarDay): number {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const summer = midnight - 2 * 3_600_000
  return dayAt(summer) === day ? summer : midnight - 3_600_000
}
