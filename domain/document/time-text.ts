/**
 * Instants in words, in Europe/Amsterdam, without the platform's calendar: an ICU update must never change the bytes
 * of a document.
 */
import type { CalendarDay } from '../ids.ts'
import type { DocumentLanguage } from '../language.ts'

const nl = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ')
const months: Readonly<Record<DocumentLanguage, readonly string[]>> = {
  nl,
  nlSimple: nl,
  en: 'January February March April May June July August September October November December'.split(' '),
  ar: 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'.split(' '),
  he: 'בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר'.split(' '),
}

/** Between a day and a clock time. */
const clock: Readonly<Record<DocumentLanguage, (hours: string, minutes: string) => string>> = {
  nl: (hours, minutes) => `, ${hours}.${minutes} uur`,
  nlSimple: (hours, minutes) => `, ${hours}.${minutes} uur`,
  en: (hours, minutes) => `, ${hours}:${minutes}`,
  ar: (hours, minutes) => `، الساعة ${hours}:${minutes}`,
  he: (hours, minutes) => `, בשעה ${hours}:${minutes}`,
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
export function instantInWords({ at, language }: { at: string; language: DocumentLanguage }): string {
  const utc = new Date(at)
  const local = new Date(utc.getTime() + amsterdamOffset(utc) * 3_600_000)
  const two = (n: number): string => String(n).padStart(2, '0')
  const month = months[language][local.getUTCMonth()] ?? ''
  const day = `${local.getUTCDate()} ${month} ${local.getUTCFullYear()}`
  return day + clock[language](two(local.getUTCHours()), two(local.getUTCMinutes()))
}

/** "23 november 2026", "23 November 2026". */
export function dayInWords(day: CalendarDay, language: DocumentLanguage): string {
  const month = months[language][Number(day.slice(5, 7)) - 1] ?? ''
  return `${String(Number(day.slice(8, 10)))} ${month} ${day.slice(0, 4)}`
}

/** The same instant as PDF date in local time with offset, "D:20261123140307+01'00'" (ISO 32000-1 section 7.9.4). */
export function pdfDate(at: string): string {
  const utc = new Date(at)
  const offset = amsterdamOffset(utc)
  const digits = new Date(utc.getTime() + offset * 3_600_000).toISOString().slice(0, 19).replace(/[-:T]/g, '')
  return `D:${digits}+0${offset}'00'`
}
