/** FHIR's Period and partial dates against a day or an instant (HL7 FHIR R4, datatypes, sections dateTime and Period). */
import * as v from 'valibot'
import { addDays } from '../days/calendar.ts'
import { startOfDay } from '../days/amsterdam.ts'
import { CalendarDay, dayExists, type Instant } from '../ids.ts'

/** `unclear`: it cannot be known from what stands there. Which side is then the safe one, the reader must say. */
export type Holds = 'yes' | 'no' | 'unclear'

/** The hospital's day as a whole, or one instant of it where the hour counts. */
export type When = CalendarDay | Instant

/** A Period, as a resource or its parser has it. */
export interface PeriodParts {
  readonly start?: string | undefined
  readonly end?: string | undefined
}

/** First and last millisecond that a text covers, since 1970-01-01T00:00Z. */
export interface Span {
  readonly first: number
  readonly last: number
}

/**
 * Whether a period covers (part of) `on`. Both ends belong to it, a missing end is open, and a partial date covers all
 * that it can mean: an end of "2026" holds to the last moment of that year. A day is Europe/Amsterdam's.
 */
export function periodHolds(period: PeriodParts | undefined, on: When): Holds {
  if (period === undefined) return 'yes'
  const start = period.start === undefined ? always : spanOf(period.start)
  const end = period.end === undefined ? always : spanOf(period.end)
  const asked = spanOf(on)
  // FHIR R4, constraint per-1: a start is not after its end.
  if (start === null || end === null || asked === null || start.first > end.last) return 'unclear'
  return start.first <= asked.last && end.last >= asked.first ? 'yes' : 'no'
}

const always: Span = { first: -Infinity, last: Infinity }

/** What a date, a dateTime or an instant covers; null for a text that is none of them or names a day that does not exist. */
export function spanOf(text: string): Span | null {
  const [, year, month, date, time] = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T.+)?)?)?$/.exec(text) ?? []
  if (year === undefined) return null
  if (time !== undefined) return momentOf(text)
  const first = dayOf(`${year}-${month ?? '01'}-${date ?? '01'}`)
  if (first === null) return null
  const last = date === undefined ? lastOf(year, month) : first
  return { first: midnight(first), last: midnight(addDays(last, 1)) - 1 }
}

/** dateTime with a time: to the second at least, and with a zone. 60 seconds are a leap second, which `Date` lacks. */
function momentOf(text: string): Span | null {
  const [, until, second, fraction, zone] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? []
  if (until === undefined || second === undefined || zone === undefined || !dayExists(until.slice(0, 10))) return null
  const milliseconds = (fraction ?? '').slice(0, 4)
  const at = Date.parse(`${until}:${second === '60' ? '59' : second}${milliseconds === '.' ? '' : milliseconds}${zone}`)
  if (Number.isNaN(at)) return null
  return { first: at, last: fraction === undefined ? at + 999 : at }
}

function lastOf(year: string, month: string | undefined): CalendarDay {
  const [next, after] =
    month === '12' || month === undefined ? [Number(year) + 1, 1] : [Number(year), Number(month) + 1]
  const start = dayOf(`${String(next).padStart(4, '0')}-${String(after).padStart(2, '0')}-01`)
  return start === null ? endOfTime : addDays(start, -1)
}

function dayOf(text: string): CalendarDay | null {
  const parsed = v.safeParse(CalendarDay, text)
  return parsed.success ? parsed.output : null
}

const endOfTime = v.parse(CalendarDay, '9999-12-31')

/** Registers write the years 1 and 9999 for "always"; the zone's rules are asked only where they are whole hours. */
function midnight(day: CalendarDay): number {
  if (day < '1970-01-01' || day >= endOfTime) return Date.parse(`${day}T00:00:00Z`)
  const known = midnights.get(day)
  if (known !== undefined) return known
  const first = startOfDay(day)
  // Some years of days; then from the beginning again.
  if (midnights.size >= 2000) midnights.clear()
  midnights.set(day, first)
  return first
}
/** Asking the zone is slow, and a record names the same days again and again. */
const midnights = new Map<CalendarDay, number>()
