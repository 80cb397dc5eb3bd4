/** An hour of a day at the hospital, in words: "1 december 2026, tussen 10 en 11 uur". */
import { dayInAmsterdam } from '../../domain/days/amsterdam.ts'
import { dayInWords } from '../../domain/document/time-text.ts'
import type { Instant } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'

const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', hour: '2-digit', hourCycle: 'h23' })

/** @param hour the begin of a whole hour */
export function hourInWords(hour: Instant, language: Language): string {
  const from = Number(format.format(Date.parse(hour)))
  const day = dayInWords(dayInAmsterdam(hour), language)
  if (language === 'en') return `${day}, ${clock(from)} to ${clock((from + 1) % 24)}`
  return `${day}, tussen ${String(from)} en ${String(from + 1)} uur`
}

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
