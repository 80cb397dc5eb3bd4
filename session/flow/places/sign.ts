/** The pad. */
import { inkProblem } from '../../../domain/document/ink.ts'
import type { InkPath } from '../../../domain/contract/messages/parts.ts'
import { movesAlong } from '../../../domain/contract/messages/pen.ts'
import type { PenMovement } from '../../../domain/contract/messages/pen.ts'
import { act } from '../act.ts'
import { actScreen } from '../form-screens.ts'
import type { Mark } from '../../../domain/requests/signing-set/signing-set.ts'
import { go, stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    sign: { readonly of: Case; readonly problem: 'inkTooLittle' | null }
  }
}

export const sign: Place<'sign'> = {
  at: 'sign',
  back: true,
  on(state, intent, context) {
    const { of } = state.place
    if (intent.kind === 'back') return go(state, { at: 'review', of })
    if (intent.kind === 'cannotDraw') return go(state, { at: 'signTyped', of, problem: null })
    if (intent.kind !== 'ink') return stay(state)
    // Nothing of it is kept: a pad that was not asked for a movement, or whose movement is another's, is not believed.
    if (intent.pen !== undefined && (context.house.escrow === undefined || !movesAlong(intent.pen, intent.ink)))
      return stay(state)
    if (inkProblem(intent.ink) !== null) return go(state, { at: 'sign', of, problem: 'inkTooLittle' })
    return act(state, of, context, markOf(intent.ink, intent.pen))
  },
  screen: (state, { house, moment }) => ({
    step: 'sign',
    ...actScreen(state.place.of, state, moment.now),
    penMovement: house.escrow !== undefined,
    problem: state.place.problem,
  }),
}

function markOf(ink: InkPath, pen: PenMovement | undefined): Mark {
  return pen === undefined ? { method: 'ink', ink } : { method: 'ink', ink, pen }
}
