/** The mandates that this visitor may stop, each a sentence. Which one, and nothing else, is asked. */
import type { Stoppable } from '../../../domain/contract/gateway/stoppable.ts'
import { stopCard } from '../../../domain/requests/withdrawal/words.ts'
import type { Language } from '../../../domain/language.ts'
import { go, stay } from '../turn.ts'
import { dayInWords, labels, maskedPatient, recordedDateInWords } from '../words.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    stopList: {
      readonly bound: Bound
      /** At least one. */
      readonly stops: readonly Stoppable[]
    }
  }
}

export const stopList: Place<'stopList'> = {
  at: 'stopList',
  back: false,
  on(state, intent) {
    if (intent.kind !== 'stopMandate') return stay(state)
    const { bound, stops } = state.place
    const stop = stops[intent.at]
    return stop === undefined
      ? stay(state)
      : go(state, { at: 'stopConfirm', of: { ...bound, stop, stops }, urgent: false })
  },
  screen({ place: { bound, stops }, language }) {
    return {
      step: 'stopList',
      mandates: stops.map((stop) => ({
        text: stopCard(stop, maskedPatient(bound.patient))[language],
        note: noteOf(stop, language),
      })),
    }
  },
}

/** Since when, or until when it waits. */
function noteOf({ since, part }: Stoppable, language: Language): string | null {
  if (part?.until != null) return `${labels.upTo[language]} ${dayInWords(part.until, language)}`
  return since === null ? null : `${labels.since[language]} ${recordedDateInWords(since, language)}`
}
