/** Something ended or holds up the visit: what happened, what the visitor can do. */
import type { InEveryLanguage } from '../../../domain/language.ts'
import type { NextStep } from '../../../domain/contract/messages/outcome-id.ts'
import type { OutcomeId } from '../../../domain/contract/messages/outcome-id.ts'
import { stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    outcome: {
      readonly outcome: OutcomeId
      readonly next: NextStep
      /** The rules' own sentence, in place of the outcome's. */
      readonly sentence: InEveryLanguage | null
      /** Where "back" leads; null where going back would pretend that nothing happened. */
      readonly back: 'terms' | 'document' | null
      /** The rules refused: what the clerk records next is decided on again. Absent: nothing was decided. */
      readonly refused?: { readonly bound: Bound | null }
    }
  }
}

export const outcome: Place<'outcome'> = {
  at: 'outcome',
  back: ({ back }) => back !== null,
  on(state, intent) {
    const { back } = state.place
    if (intent.kind !== 'back' || back === null) return stay(state)
    if (back === 'terms') return stay({ ...state, place: { at: 'terms' } })
    return stay({ ...state, place: { at: 'document', entry: 'scan', misreads: 0, problem: null } })
  },
  screen({ place, language }) {
    const sentence = place.sentence === null ? {} : { sentence: place.sentence[language] }
    return { step: 'outcome', outcome: place.outcome, next: place.next, ...sentence }
  },
}
