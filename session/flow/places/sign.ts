/** The pad. */
import { inkProblem } from '../../../domain/document/ink.ts'
import type { InkPath } from '../../../domain/contract/messages/parts.ts'
import { movesAlong } from '../../../domain/contract/messages/pen.ts'
import type { PenMovement } from '../../../domain/contract/messages/pen.ts'
import { act } from '../act.ts'
import { isOwnAnswer } from '../apart.ts'
import { actScreen, beforeAct } from '../form-screens.ts'
import type { Mark } from '../../../domain/requests/signing-set/signing-set.ts'
import type { Signable } from '../state.ts'
import { isStopping } from '../stop.ts'
import { go, stay } from '../turn.ts'
import type { Context } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    sign: { readonly of: Signable; readonly problem: 'inkTooLittle' | null }
  }
}

export const sign: Place<'sign'> = {
  at: 'sign',
  back: true,
  on(state, intent, context) {
    const { of } = state.place
    if (intent.kind === 'back') return go(state, beforeAct(of, state))
    if (intent.kind === 'cannotDraw') return go(state, { at: 'cannotDraw', of, problem: null })
    if (intent.kind !== 'ink') return stay(state)
    // Nothing of it is kept: a pad that was not asked for a movement, or whose movement is another's, is not believed.
    if (intent.pen !== undefined && (!asksMovement(of, context) || !movesAlong(intent.pen, intent.ink)))
      return stay(state)
    if (inkProblem(intent.ink) !== null) return go(state, { at: 'sign', of, problem: 'inkTooLittle' })
    return act(state, of, context, markOf(intent.ink, intent.pen))
  },
  screen: (state, context) => ({
    step: 'sign',
    ...actScreen(state.place.of, state, context.moment.now),
    ...(isOwnAnswer(state) ? { young: true } : {}),
    penMovement: asksMovement(state.place.of, context),
    problem: state.place.problem,
  }),
}

/** A form may bind how the pen moved; who stops something gives no more than he has to. */
function asksMovement(of: Signable, { hospital }: Context): boolean {
  return hospital.escrow !== undefined && !isStopping(of)
}

function markOf(ink: InkPath, pen: PenMovement | undefined): Mark {
  return pen === undefined ? { method: 'ink', ink } : { method: 'ink', ink, pen }
}
