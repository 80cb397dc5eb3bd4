/**
 * Instants in words, in Europe/Amsterdam, without the platform's calendar: an ICU update must never change the bytes
 * of a document.
 */
import type { Language } from '../language.ts'

const months = {
  nl: 'januari februari maart april mei juni juli augustus september oktober november december'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}

/** Last Sunday of a month (0 to 11), 01:00 UTC: when summer time starts and ends (directive 2000/84/EC). */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1))
  return last.getTime() - last.getUTCDay() * 86_400_000
}

/** Hours that Amsterdam is ahead of UTC at this instant: 1, or 2 in summer. Right from 1996 on. */
export function amsterdamOffset(at: Date): 1 | 2 {
  const year = at.getUTCFullYear()
  return at.getTime() >= lastSunday(year, 2) && at.getTime() < lastSunday(year, 9) ? 2 : 1
}

/** "23 november 2026, 14.03 uur" or "23 November 2026, 14:03"; months in letters, because the typeface's zero is slashed. */
export function instantInWords({ at, language }: { at: string; language: Language }): string {
  const utc = new Date(at)
  const local = new Date(utc.getTime() + amsterdamOffset(utc) * 3_600_000)
  const two = (n: number): string => String(n).padStart(2, '0')
  const month = months[language === 'en' ? 'en' : 'nl'][local.getUTCMonth()] ?? ''
  const day = `${local.getUTCDate()} ${month} ${local.getUTCFullYear()}`
  const [hours, minutes] = [two(local.getUTCHours()), two(local.getUTCMinutes())]
  return language === 'en' ? `${day}, ${hours}:${minutes}` : `${day}, ${hours}.${minutes} uur`
}

/** The same instant as PDF date in local time with offset, "D:20261123140307+01'00'" (ISO 32000-1 section 7.9.4). */
export function pdfDate(at: string): string {
  const utc = new Date(at)
  const offset = amsterdamOffset(utc)
  const digits = new Date(utc.getTime() + offset * 3_600_000).toISOString().slice(0, 19).replace(/[-:T]/g, '')
  return `D:${digits}+0${offset}'00'`
}
