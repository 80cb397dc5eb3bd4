/** Other ways to sign: the name typed, a touch that agrees, or a mark that a witness sees. */
import type { OutcomeId } from '../../../domain/contract/messages/outcome-id.ts'
import { actScreen } from '../form-screens.ts'
import { known } from '../known.ts'
import { saidOf } from '../at-kiosk.ts'
import { go, stay } from '../turn.ts'
import { mayBeWitnessed, toMark } from '../witness.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    cannotDraw: {
      readonly of: Signable
      /** Why the witness who came is none. */
      readonly problem: Extract<OutcomeId, 'witnessSigns' | 'witnessIsPatient' | 'witnessDoubted'> | null
    }
  }
}

export const cannotDraw: Place<'cannotDraw'> = {
  at: 'cannotDraw',
  back: true,
  on(state, intent) {
    const { of } = state.place
    if (intent.kind === 'back') return go(state, { at: 'sign', of, problem: null })
    if (intent.kind !== 'signBy') return stay(state)
    switch (intent.way) {
      case 'typed':
        return go(state, { at: 'signTyped', of, problem: null })
      case 'tapped':
        return go(state, { at: 'signTapped', of, read: false })
      case 'witnessed':
        if (!mayBeWitnessed(state, of)) return stay(state)
        return saidOf(known(state.record), 'witness').assurance === 'claimed'
          ? go(state, { at: 'witnessHere', of })
          : toMark(state, of)
      default:
        return intent.way satisfies never
    }
  },
  screen: (state, { moment }) => ({
    step: 'cannotDraw',
    statement: actScreen(state.place.of, state, moment.now).statement,
    witness: mayBeWitnessed(state, state.place.of),
    problem: state.place.problem,
  }),
}
