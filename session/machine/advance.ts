/** The visit as one pure function: state and input in, next state and what to do out. It reads no clock and no network. */
import type { Intent } from '../../domain/contract/messages/channel.ts'
import { afterLanguage } from '../flow/enter.ts'
import { onEnding, outcomeOfEnd } from '../flow/ending.ts'
import type { Input } from '../flow/input.ts'
import { onDossier, onWhoLooked } from '../flow/on-dossier.ts'
import { onBound, onLookedUp, onRejected } from '../flow/on-patient.ts'
import { onClaimed, onFailed, onRecord } from '../flow/on-record.ts'
import { answerOf } from './place-of.ts'
import { onStoppable } from '../flow/stop.ts'
import type { State } from '../flow/state.ts'
import { outcome, stay } from '../flow/turn.ts'
import type { Context, Turn } from '../flow/turn.ts'

/** With the machine go the screens that it knows: what each keeps is part of {@link State}. */
export * as places from '../flow/places/index.ts'

/**
 * What follows from one input. Every input is defined in every state; one that does not belong to the screen that
 * stands (a tap that came late, an answer that nobody waits for any more) leaves the state as it is.
 */
export function advance(state: State, input: Input, context: Context): Turn {
  switch (input.type) {
    case 'intent':
      return onIntent(state, input.intent, context)
    case 'record':
      return onRecord(state, input.record, context)
    case 'claimed':
      return onClaimed(state, input.record, context)
    case 'lookedUp':
      return onLookedUp(state, input.answer)
    case 'rejected':
      return onRejected(state, input.record)
    case 'bound':
      return onBound(state, input.bound, context)
    case 'dossier':
      return onDossier(state, input, context)
    case 'whoLooked':
      return onWhoLooked(state, input.looked)
    case 'stoppable':
      return onStoppable(state, input, context)
    case 'failed':
      return onFailed(state, input.problem)
    case 'lost':
      // Only who waits for the clerk would wait for ever; everybody else notices at the next call, or needs none.
      return state.place.at === 'desk' || state.place.at === 'deskPicks'
        ? outcome(state, 'centralUnreachable')
        : stay(state)
    case 'ended':
      return outcomeOfEnd(state, null)
    case 'stored':
    case 'notSigned':
    case 'delivery':
    case 'printed':
    case 'receiptDue':
      return onEnding(state, input, context)
    case 'coverDue':
      return covered(state)
    default:
      return input satisfies never
  }
}

/** Whatever stood open is covered again. */
function covered(state: State): Turn {
  const { place } = state
  if (place.at === 'dossier') return stay({ ...state, place: { ...place, opened: [] } })
  // Nobody leaves a list open that somebody else would read: the covered dossier stands before it.
  if (place.at === 'whoLooked') return stay({ ...state, place: place.of })
  return place.at === 'scopePreview'
    ? stay({ ...state, place: { ...place, shown: { ...place.shown, opened: [] } } })
    : stay(state)
}

function onIntent(state: State, intent: Intent, context: Context): Turn {
  // The language may change at any time; on the first screen choosing it is also the way on.
  if (intent.kind === 'language') {
    const place = state.place.at === 'language' ? afterLanguage(state) : state.place
    if (!context.hospital.content.languages.includes(intent.language)) return stay(state)
    return stay({ ...state, language: intent.language, place })
  }
  return state.busy ? stay(state) : answerOf(state, intent, context)
}
