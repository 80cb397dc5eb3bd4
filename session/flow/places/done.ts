/** Signed, stored, and on its way; the receipt on paper once, and again only when that failed. */
import { shownReference } from '../../../domain/contract/envelope/reference.ts'
import type { CalendarDay } from '../../../domain/ids.ts'
import { instantInWords } from '../../../domain/document/time-text.ts'
import type { Printing } from '../../../domain/contract/messages/parts.ts'
import { childAnswers } from '../../../domain/journeys/foresee.ts'
import { isOwnAnswer } from '../apart.ts'
import type { Signable, State } from '../state.ts'
import { aboutOf, isStopping } from '../stop.ts'
import { stay, wait } from '../turn.ts'
import { dayInWords, statusUrl } from '../words.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    done: {
      /** What was signed, for the receipt. */
      readonly of: Signable
      readonly signed: Signed
      readonly delivery: 'waiting' | 'received' | 'quarantined'
      readonly print: Printing
      /** The desk was called, because no word came that a mandate is stopped. */
      readonly rung: boolean
      /** It waits for others, until this day; null: everybody has signed. */
      readonly waits: CalendarDay | null
    }
  }
}

/** What a parent reads of how it goes on, whatever the child will say or has said. */
function childGoesOn(of: Signable, state: Pick<State, 'apart'>): { readonly child?: 'alone' | 'andOther' } {
  if (isStopping(of) || isOwnAnswer(state) || !childAnswers(of.decision)) return {}
  return { child: of.decision.signers.some(({ role }) => role === 'coHolder') ? 'andOther' : 'alone' }
}

export const done: Place<'done'> = {
  at: 'done',
  back: false,
  on(state, intent) {
    const { place } = state
    if (isStopping(place.of)) return stay(state)
    const may = place.print?.state === 'offered' || place.print?.state === 'failed'
    if (intent.kind !== 'print' || !may) return stay(state)
    const printing: State = { ...state, place: { ...place, print: { state: 'printing' } } }
    return wait(printing, { do: 'print', of: place.of, signed: place.signed })
  },
  screen({ place, language, apart, change }, { hospital }) {
    const { reference, at } = place.signed
    return {
      step: 'done',
      about: aboutOf(place.of, { apart }),
      reference: shownReference(reference),
      statusUrl: statusUrl(hospital.content.hospital, reference),
      delivery: place.delivery,
      at: instantInWords({ at, language }),
      print: place.print,
      ...(place.waits === null ? {} : { waits: dayInWords(place.waits, language) }),
      ...childGoesOn(place.of, { apart }),
      ...(change?.old === 'now' && !isStopping(place.of) ? { oldStops: true as const } : {}),
    }
  },
}
