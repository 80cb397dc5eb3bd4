/** The way for those who cannot draw: their name, typed, and confirmed. */
import { isOwnName } from '../../../domain/identity/same-person.ts'
import { act } from '../act.ts'
import { actScreen } from '../form-screens.ts'
import { go, stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    signTyped: { readonly of: Signable; readonly problem: 'nameMissing' | null }
  }
}

export const signTyped: Place<'signTyped'> = {
  at: 'signTyped',
  back: true,
  on(state, intent, context) {
    const { of } = state.place
    if (intent.kind === 'back') return go(state, { at: 'cannotDraw', of, problem: null })
    if (intent.kind !== 'typedName') return stay(state)
    if (state.claim === null || !isOwnName(intent.name, state.claim, context.moment.today))
      return go(state, { at: 'signTyped', of, problem: 'nameMissing' })
    return act(state, of, context, { method: 'typed' })
  },
  screen: (state, { moment }) => ({
    step: 'signTyped',
    ...actScreen(state.place.of, state, moment.now),
    problem: state.place.problem,
  }),
}
