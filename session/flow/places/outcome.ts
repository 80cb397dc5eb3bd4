/** Something ended or holds up the visit: what happened, what the visitor can do. */
import type { InEveryLanguage } from '../../../domain/language.ts'
import type { NextStep } from '../../../domain/contract/messages/outcome-id.ts'
import type { OutcomeId } from '../../../domain/contract/messages/outcome-id.ts'
import { decideFor } from '../decision.ts'
import { firstQuestion } from '../form.ts'
import type { Bound, State } from '../state.ts'
import { go, stay } from '../turn.ts'
import type { Context, Turn } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    outcome: {
      readonly outcome: OutcomeId
      readonly next: NextStep
      /** The rules' own sentence, in place of the outcome's. */
      readonly sentence: InEveryLanguage | null
      /** Where "back" leads; null where going back would pretend that nothing happened. */
      readonly back: 'terms' | 'document' | 'otherHere' | null
      /** The rules refused: what the clerk records next is decided on again. Absent: nothing was decided. */
      readonly refused?: { readonly bound: Bound | null }
    }
  }
}

export const outcome: Place<'outcome'> = {
  at: 'outcome',
  back: ({ back }) => back !== null,
  on(state, intent, context) {
    const { back, refused } = state.place
    if (intent.kind !== 'back' || back === null) return stay(state)
    if (back === 'otherHere') return refused?.bound == null ? stay(state) : again(state, refused.bound, context)
    if (back === 'terms') return stay({ ...state, place: { at: 'terms' } })
    return stay({ ...state, place: { at: 'document', entry: 'scan', misreads: 0, problem: null } })
  },
  screen({ place, language }) {
    const sentence = place.sentence === null ? {} : { sentence: place.sentence[language] }
    return { step: 'outcome', outcome: place.outcome, next: place.next, ...sentence }
  },
}

/** Back to the question whether the other one is here. */
function again(state: State, bound: Bound, context: Context): Turn {
  const decided = decideFor({ state, bound, context })
  return decided.kind === 'form' ? firstQuestion(state, decided.of, context) : go(state, decided.place)
}
