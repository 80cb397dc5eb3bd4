/** Instants and days of the session as words; the month in letters, because the typeface's zero is slashed. */
import { languageTag, type Language } from '../../domain/language.ts'

const instant = /^\d{4}-\d\d-\d\dT/
const day = /^\d{4}-\d\d-\d\d$/

/** "23 november 2026" for a day, "23 november 2026, 10.44 uur" for an instant; anything else is already words. */
export function inWords(value: string, language: Language): string {
  const tag = languageTag[language] === 'en' ? 'en-GB' : 'nl-NL'
  if (day.test(value)) {
    return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`))
  }
  if (!instant.test(value)) return value
  const at = new Date(value)
  const zone = { timeZone: 'Europe/Amsterdam' }
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'long', ...zone }).format(at)
  const time = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone }).format(
    at,
  )
  return language === 'en' ? `${date}, ${time}` : `${date}, ${time.replace(':', '.')} uur`
}

/** "februari" for 2. */
export function monthInWords(month: number, language: Language): string {
  const tag = languageTag[language] === 'en' ? 'en-GB' : 'nl-NL'
  return new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2000, month - 1, 1)))
}
