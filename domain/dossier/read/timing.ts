/** A Timing in words, whole or not at all: half a time of use is a wrong one. */
import type { InEveryLanguage, Language } from '../../language.ts'
import { moments, timingForms as forms, weekdays } from '../words/timing-words.ts'
import { isStrange, type Repeat, type Timing } from './dosage-shapes.ts'
import { momentInWords, periodInWords } from './moments.ts'
import { numberInWords, quantityInWords, rangeInWords, unitInWords } from './quantities.ts'
import { codeInWords, contradictsClock, type Part } from './timing-code.ts'

/** Parts of a sentence in order, null when there is something that cannot be said. */
export function timingInWords(timing: Timing, language: Language): readonly string[] | null {
  if (isStrange('timing', timing) || (timing.modifierExtension ?? []).length > 0 || hasUnknownCycle(timing)) return null
  const events = (timing.event ?? []).map((one) => momentInWords(one, language))
  if (events.some((one) => one === null)) return null
  const repeated = timing.repeat === undefined ? [] : repeatInWords(timing.repeat, language)
  if (repeated === null) return null
  const coded = timing.code === undefined ? null : codeInWords(timing.code, timing.repeat, language)
  if (coded === false) return null
  const hasRate = timing.repeat?.frequency !== undefined || timing.repeat?.period !== undefined
  const more = coded === null || repeated.includes(coded) ? [] : [coded]
  return [
    ...(hasRate ? [...repeated, ...more] : [...more, ...repeated]),
    ...(events.length === 0 ? [] : [put(forms.on, language, { what: events.join(forms.and[language]) })]),
  ]
}

/** Days of a cycle and the like stand in extensions: only whether the times are exact changes nothing. */
function hasUnknownCycle({ extension }: Timing): boolean {
  return (extension ?? []).some(({ url }) => url !== 'http://hl7.org/fhir/StructureDefinition/timing-exact')
}

function repeatInWords(repeat: Repeat, language: Language): readonly string[] | null {
  if (isStrange('repeat', repeat) || (repeat.extension ?? []).length > 0 || contradictsClock(repeat)) return null
  const parts: readonly Part[] = [
    rateOf(repeat, language),
    listed(repeat.dayOfWeek, weekdays, forms.onDays, language),
    clockTimes(repeat.timeOfDay, language),
    momentsOf(repeat, language),
    durationInWords(repeat, language),
    total(repeat, language),
    bounds(repeat, language),
  ]
  if (parts.includes(false)) return null
  return parts.flatMap((part) => (typeof part === 'string' ? [part] : []))
}

/** "3 keer per dag", "elke 8 uur", "1 tot 2 keer per week". */
function rateOf({ frequency, frequencyMax, period, periodMax, periodUnit }: Repeat, language: Language): Part {
  if (frequency === undefined && frequencyMax === undefined && period === undefined && periodUnit === undefined)
    return null
  if ((period === undefined) !== (periodUnit === undefined)) return false
  const often = numbers(frequency ?? (period === undefined ? undefined : 1), frequencyMax, language)
  if (often === null) return false
  const once = often === '1'
  const times = once ? forms.once[language] : put(forms.times, language, { n: often })
  if (period === undefined) return times
  const every = numbers(period, periodMax, language)
  if (every === null) return false
  if (every === '1') {
    const unit = unitOf(periodUnit, false, language)
    return unit === null ? false : `${times} ${put(forms.perOne, language, { unit })}`
  }
  if (once && every === '2' && periodUnit === 'd') return forms.everyOther[language]
  const unit = unitOf(periodUnit, true, language)
  if (unit === null) return false
  return once
    ? put(forms.every, language, { n: every, unit })
    : `${times} ${put(forms.perMany, language, { n: every, unit })}`
}

function clockTimes(times: readonly string[] | undefined, language: Language): Part {
  if (times === undefined || times.length === 0) return null
  if (times.some((time) => !/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d/.test(time))) return false
  const words = times
    .toSorted()
    .map((time) => (language === 'en' ? time.slice(0, 5) : time.slice(0, 5).replace(':', '.')))
  return put(forms.at, language, { what: join(words, language) })
}

/** "30 minuten voor het ontbijt": an offset is in minutes and belongs to a moment "before" or "after". */
function momentsOf({ when, offset }: Repeat, language: Language): Part {
  if (when === undefined || when.length === 0) return offset === undefined ? null : false
  const words = when.map((code) => moments[code]?.[language])
  if (words.some((one) => one === undefined)) return false
  const what = join(
    words.flatMap((one) => one ?? []),
    language,
  )
  if (offset === undefined || offset === 0) return what
  if (!when.every((code) => /^(AC|PC|HS|WAKE|PHS)/.test(code))) return false
  const unit = unitOf('min', offset !== 1, language)
  const n = numberInWords(offset, language)
  return unit === null || n === null ? false : put(forms.before, language, { n, unit, what })
}

function durationInWords({ duration, durationMax, durationUnit }: Repeat, language: Language): Part {
  if (duration === undefined && durationMax === undefined) return null
  const n = numbers(duration, durationMax, language)
  const unit = unitOf(durationUnit, n !== '1', language)
  return n === null || unit === null ? false : put(forms.lasting, language, { what: `${n} ${unit}` })
}

function total({ count, countMax }: Repeat, language: Language): Part {
  if (count === undefined && countMax === undefined) return null
  const n = numbers(count, countMax, language)
  return n === null ? false : put(forms.total, language, { n })
}

function bounds({ boundsDuration, boundsRange, boundsPeriod }: Repeat, language: Language): Part {
  if (boundsPeriod !== undefined) return periodInWords(boundsPeriod, language) ?? false
  if (boundsDuration === undefined && boundsRange === undefined) return null
  const what =
    boundsDuration === undefined ? rangeInWords(boundsRange, language) : quantityInWords(boundsDuration, language)
  return what === null ? false : put(forms.during, language, { what })
}

function listed(
  codes: readonly string[] | undefined,
  words: Readonly<Record<string, InEveryLanguage>>,
  form: InEveryLanguage,
  language: Language,
): Part {
  if (codes === undefined || codes.length === 0) return null
  const said = codes.map((code) => words[code]?.[language])
  return said.some((one) => one === undefined)
    ? false
    : put(form, language, {
        what: join(
          said.flatMap((one) => one ?? []),
          language,
        ),
      })
}

/** "1", "1 tot 2"; null without a first number. */
function numbers(from: number | undefined, to: number | undefined, language: Language): string | null {
  const first = from === undefined ? null : numberInWords(from, language)
  const last = to === undefined ? null : numberInWords(to, language)
  if (first === null || from === 0 || (to !== undefined && last === null)) return null
  return last === null || last === first ? first : `${first}${forms.or[language]}${last}`
}

function unitOf(code: string | undefined, many: boolean, language: Language): string | null {
  return code === undefined || !/^(s|min|h|d|wk|mo|a)$/.test(code)
    ? null
    : unitInWords({ unit: undefined, code }, many, language)
}

export function join(words: readonly string[], language: Language): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')}${forms.and[language]}${words.at(-1) ?? ''}`
}

/** Fills `{name}` in a form. */
export function put(form: InEveryLanguage, language: Language, values: Readonly<Record<string, string>>): string {
  return form[language].replace(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole)
}
