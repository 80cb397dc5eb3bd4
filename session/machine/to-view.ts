/** The whole view: the screen with what stands around it. */
import type { View } from '../../domain/contract/messages/channel.ts'
import { stageOf } from '../../domain/contract/control/step.ts'
import { whileUnknown } from '../../domain/journeys/index.ts'
import { progressAt } from '../../domain/journeys/progress.ts'
import { journeyIn } from '../flow/known.ts'
import { canBack, screenOf } from './place-of.ts'
import type { State } from '../flow/state.ts'
import type { Context } from '../flow/turn.ts'

export function toView(state: State, seq: number, context: Context): View {
  return {
    type: 'view',
    seq,
    language: state.language,
    progress: progress(state),
    canBack: canBack(state) && !state.busy,
    busy: state.busy || state.place.at === 'sealing',
    screen: screenOf(state, context),
  }
}

/** Before a door was chosen it is counted with the longest way. */
function progress(state: State): View['progress'] {
  // Whoever joins the visitor comes in the middle: a count would run back.
  if (state.part !== 'visitor') return null
  const { at } = state.place
  // Given away to be compared, before anything was asked: nobody signs yet.
  const stage = at === 'handOver' && state.set?.signatures.length === 0 ? 'identity' : stageOf[at]
  return progressAt(stage === 'forWhom' ? whileUnknown : journeyIn(state), stage)
}
