/**
 * Timing.code: an abbreviation for the whole of a timing (FHIR R4), or what somebody wrote. Beside a structured timing it is
 * said where it adds a moment of the day, and where the two contradict each other neither is.
 */
import type { Language } from '../../language.ts'
import { codeRates, dayParts, timingCodes } from '../words/timing-words.ts'
import type { Repeat } from './dosage-shapes.ts'
import type { Concept } from './shapes.ts'
import { v3 } from './systems.ts'
import { clean, wordsOf } from './words-of.ts'

/** A part of a sentence; `false` is "there, and it cannot be said". */
export type Part = string | null | false

const isAbbreviation = v3('GTSAbbreviation', '2.16.840.1.113883.5.1022')
/** Abbreviations that mean the same everywhere; the others ("MO", "PM") are HL7's only where that is said. */
const everywhere = /^(BID|TID|QID|QD|QOD|Q\dH)$/

/** @param repeat what stands beside it */
export function codeInWords(concept: Concept, repeat: Repeat | undefined, language: Language): Part {
  const words = wordsOf(concept, language)
  const found = (concept.coding ?? []).flatMap(({ system, code = '' }) =>
    Object.hasOwn(timingCodes, code) && (isAbbreviation(system) || (system === undefined && everywhere.test(code)))
      ? [code]
      : [],
  )
  const [code, ...others] = new Set(found)
  if (code === undefined) return words ?? false
  if (others.length > 0 || contradicts(code, repeat)) return false
  // What a person wrote may say more than the abbreviation does; a display only repeats it.
  const own = clean(concept.text)
  const repeats = (concept.coding ?? []).some((one) =>
    [one.code, one.display].some((text) => text?.toLowerCase() === own?.toLowerCase()),
  )
  const hasRate = repeat?.frequency !== undefined || repeat?.period !== undefined
  const part = dayParts[code]
  const known = hasRate && part === undefined ? null : hasRate ? part?.words[language] : timingCodes[code]?.[language]
  if (own === null || repeats || own === known) return known ?? null
  return known === null || known === undefined ? own : `${known} (${own})`
}

/** Whether a timing says another number of times, or another moment of the day, than its abbreviation. */
function contradicts(code: string, repeat: Repeat | undefined): boolean {
  if (repeat === undefined) return false
  const { frequency = 1, frequencyMax = frequency, period, periodMax = period, periodUnit, when = [] } = repeat
  const [times, every, unit] = codeRates[code] ?? []
  if (period !== undefined || repeat.frequency !== undefined) {
    const same = frequency === times && frequencyMax === times && period === every && periodMax === every
    const asHours =
      unit === 'd' && periodUnit === 'h' && period !== undefined && times !== undefined && every !== undefined
    const alike = asHours && frequencyMax === frequency && period * times === frequency * every * 24
    if (!alike && !(same && periodUnit === unit)) return true
  }
  const part = dayParts[code]
  if (part !== undefined && !when.every((moment) => part.moments.test(moment))) return true
  if (unit !== 'd' || every !== 1 || times === undefined) return false
  const clock = new Set(repeat.timeOfDay).size
  return when.length > times || (clock > 0 && clock !== times)
}

/** A number of times a day beside another number of clock times: one of the two is wrong. */
export function contradictsClock({ frequency, frequencyMax, period, periodUnit, timeOfDay }: Repeat): boolean {
  if (timeOfDay === undefined || timeOfDay.length === 0 || frequency === undefined) return false
  const daily = period === 1 && periodUnit === 'd'
  return daily && (frequencyMax ?? frequency) !== new Set(timeOfDay).size
}
