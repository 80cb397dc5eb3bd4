/** The mandates that this visitor may stop, each a sentence. Which one, and nothing else, is asked. */
import type { Stoppable } from '../../../domain/contract/gateway/stoppable.ts'
import { stopCard } from '../../../domain/requests/withdrawal/words.ts'
import { go, stay } from '../turn.ts'
import { labels, maskedPatient, recordedDateInWords } from '../words.ts'
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
        note: stop.since === null ? null : `${labels.since[language]} ${recordedDateInWords(stop.since, language)}`,
      })),
    }
  },
}
