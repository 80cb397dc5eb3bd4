/** Agreed by touch: in two places and two steps, so that a hand that slips agrees to nothing. */
import { act } from '../act.ts'
import { actScreen } from '../form-screens.ts'
import { go, stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    signTapped: {
      readonly of: Signable
      /** He said that he read the sentence; said once, a second touch of a hand that trembles takes nothing back. */
      readonly read: boolean
    }
  }
}

export const signTapped: Place<'signTapped'> = {
  at: 'signTapped',
  back: true,
  on(state, intent, context) {
    const { of, read } = state.place
    switch (intent.kind) {
      case 'back':
        return go(state, { at: 'cannotDraw', of, problem: null })
      case 'haveRead':
        return go(state, { at: 'signTapped', of, read: true })
      case 'agree':
        return read ? act(state, of, context, { method: 'tapped' }) : stay(state)
      default:
        return stay(state)
    }
  },
  screen(state, { moment }) {
    const { statement, signer } = actScreen(state.place.of, state, moment.now)
    return { step: 'signTapped', statement, signer, read: state.place.read }
  },
}
