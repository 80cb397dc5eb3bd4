/** Dates and times of FHIR (a year, a month, a day, an instant in any zone) as an order and as words. */
import { spanOf, type Span, type When } from '../../validity/period.ts'
import { amsterdamOffset, instantInWords } from '../../document/time-text.ts'
import type { InEveryLanguage, Language } from '../../language.ts'
import { notes } from '../words/labels.ts'
import type { Period } from './shapes.ts'

const nl = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ')
const en = 'January February March April May June July August September October November December'.split(' ')
const weekdays: Readonly<Record<'nl' | 'en', readonly string[]>> = {
  nl: 'zondag maandag dinsdag woensdag donderdag vrijdag zaterdag'.split(' '),
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
}

let today: { readonly text: When; readonly span: Span | null } | null = null

/** What "now" covers: the same for every entry of a dossier, so it is read once. */
export function spanOfNow(now: When): Span | null {
  if (today?.text !== now) today = { text: now, span: spanOf(now) }
  return today.span
}

/** First millisecond that a text covers, since 1970; null when there is none or it is no FHIR date. */
export function orderOf(text: string | undefined): number | null {
  return text === undefined ? null : (spanOf(text)?.first ?? null)
}

/** "2019", "maart 2019", "3 maart 2019" or "3 maart 2019, 14.03 uur" (Amsterdam); null when it is no FHIR date. */
export function momentInWords(text: string | undefined, language: Language): string | null {
  if (text === undefined || spanOf(text) === null) return null
  const months = language === 'en' ? en : nl
  const [year = '', month, day] = text.slice(0, 10).split('-')
  if (text.length > 10) {
    const at = new Date(spanOf(text)?.first ?? 0)
    return instantInWords({ at: at.toISOString(), language }) + whichHour(at)[language]
  }
  if (month === undefined) return year
  const name = months[Number(month) - 1] ?? ''
  return day === undefined ? `${name} ${year}` : `${String(Number(day))} ${name} ${year}`
}

const hour = 3_600_000

/** In the hour that comes twice when summer time ends: which of the two. */
function whichHour(at: Date): InEveryLanguage {
  const offset = (by: number): number => amsterdamOffset(new Date(at.getTime() + by))
  if (offset(0) === 2 && offset(hour) === 1) return notes.summerTime
  return offset(0) === 1 && offset(-hour) === 2 ? notes.winterTime : { nl: '', nlSimple: '', en: '' }
}

/** "dinsdag 24 november 2026, 10.20 uur": with the day of the week, for what somebody has to come to. */
export function visitInWords(text: string | undefined, language: Language): string | null {
  const words = momentInWords(text, language)
  if (words === null || text === undefined || text.length < 10) return words
  // The day of the week at the desk, not in the zone in which it was written.
  const instant = new Date(text.length === 10 ? Date.parse(`${text}T12:00:00Z`) : (spanOf(text)?.first ?? 0))
  const at = text.length === 10 ? instant : new Date(instant.getTime() + amsterdamOffset(instant) * 3_600_000)
  return `${weekdays[language === 'en' ? 'en' : 'nl'][at.getUTCDay()] ?? ''} ${words}`
}

const span: Readonly<Record<'both' | 'from' | 'until', InEveryLanguage>> = {
  both: { nl: 'van {start} tot en met {end}', nlSimple: 'van {start} tot en met {end}', en: 'from {start} to {end}' },
  from: { nl: 'vanaf {start}', nlSimple: 'vanaf {start}', en: 'from {start}' },
  until: { nl: 'tot en met {end}', nlSimple: 'tot en met {end}', en: 'until {end}' },
}

/** "van 1 maart 2026 tot en met 1 juni 2026"; null when neither end is there, one of them is no date, or they are the wrong way round. */
export function periodInWords(period: Period | undefined, language: Language): string | null {
  const { start, end } = period ?? {}
  if (start === undefined && end === undefined) return null
  const [first, last] = [momentInWords(start, language), momentInWords(end, language)]
  if ((start !== undefined && first === null) || (end !== undefined && last === null)) return null
  // A period that ends before it begins is none.
  if ((orderOf(start) ?? -Infinity) > (spanOf(end ?? '')?.last ?? Infinity)) return null
  const form = first === null ? span.until : last === null ? span.from : span.both
  return form[language].replace('{start}', first ?? '').replace('{end}', last ?? '')
}
