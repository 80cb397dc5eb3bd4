/** The whole view: the screen with what stands around it. */
import type { View } from '../../domain/contract/messages/channel.ts'
import { canBack, screenOf } from './place-of.ts'
import type { State } from './state.ts'
import type { Context } from './turn.ts'

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

/** "Stap 2 van 5": five to a signature, three to the own dossier. */
function progress({ place, purpose }: State): View['progress'] {
  const of = purpose === 'self' ? 3 : 5
  switch (place.at) {
    case 'forWhom':
      return { at: 1, of: 5 }
    case 'terms':
      return { at: 1, of }
    case 'document':
    case 'desk':
    case 'findPatient':
    case 'deskPicks':
    case 'confirmPatient':
      return { at: 2, of }
    case 'question':
      return { at: 3, of }
    case 'review':
      return { at: 4, of }
    case 'sign':
    case 'signTyped':
    case 'sealing':
      return { at: 5, of }
    case 'dossier':
      return { at: 3, of }
    case 'language':
    case 'notHere':
    case 'done':
    case 'incomplete':
    case 'needsMore':
    case 'outcome':
      return null
    default:
      return place satisfies never
  }
}
