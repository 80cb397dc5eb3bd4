/** Proof is missing: nothing was signed; what to bring, who helps. */
import type { InEveryLanguage } from '../../../domain/language.ts'
import type { NextStep } from '../../../domain/contract/messages/outcome-id.ts'
import type { OutcomeId } from '../../../domain/contract/messages/outcome-id.ts'
import { stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    incomplete: {
      readonly outcome: OutcomeId
      readonly sentence: InEveryLanguage
      readonly next: NextStep
      /** Of whom the rules spoke; null: they refuse whoever it is, and nobody was asked for. */
      readonly bound: Bound | null
    }
  }
}

export const incomplete: Place<'incomplete'> = {
  at: 'incomplete',
  back: false,
  on: (state) => stay(state),
  screen: ({ place, language }) => ({
    step: 'incomplete',
    outcome: place.outcome,
    sentence: place.sentence[language],
    next: place.next,
  }),
}
