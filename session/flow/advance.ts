/** The visit as one pure function: state and input in, next state and what to do out. It reads no clock and no network. */
import type { Input } from './input.ts'
import { onDoneIntent, onEnding, outcomeOfEnd } from './ending.ts'
import { onFormIntent } from './form-steps.ts'
import { onDossierIntent, enterDossier } from './dossier-steps.ts'
import { onClaimed, onIdentityIntent, onRecord, onFailed } from './identity-steps.ts'
import { onBound, onLookedUp, onPatientIntent, onRejected } from './patient-steps.ts'
import { onStartIntent } from './start-steps.ts'
import type { State } from './state.ts'
import { outcome, stay } from './turn.ts'
import type { Context, Turn } from './turn.ts'
import type { Intent } from '../../domain/contract/messages/channel.ts'

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
      return onBound(state, input.bound)
    case 'dossier':
      return enterDossier(state, input, context)
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
      return onEnding(state, input, context)
    case 'coverDue':
      return state.place.at === 'dossier' ? stay({ ...state, place: { ...state.place, opened: [] } }) : stay(state)
    default:
      return input satisfies never
  }
}

function onIntent(state: State, intent: Intent, context: Context): Turn {
  // The language may change at any time; on the first screen choosing it is also the way on.
  if (intent.kind === 'language') {
    const place = state.place.at === 'language' ? ({ at: 'forWhom' } as const) : state.place
    if (!context.house.content.languages.includes(intent.language)) return stay(state)
    return stay({ ...state, language: intent.language, place })
  }
  if (state.busy) return stay(state)
  const { place } = state
  switch (place.at) {
    case 'language':
    case 'forWhom':
    case 'notHere':
    case 'terms':
      return onStartIntent({ ...state, place }, intent, context)
    case 'document':
    case 'desk':
      return onIdentityIntent({ ...state, place }, intent, context)
    case 'findPatient':
    case 'deskPicks':
    case 'confirmPatient':
      return onPatientIntent({ ...state, place }, intent, context)
    case 'question':
    case 'review':
    case 'sign':
    case 'signTyped':
      return onFormIntent({ ...state, place }, intent, context)
    case 'dossier':
      return onDossierIntent({ ...state, place }, intent, context)
    case 'outcome':
      return intent.kind === 'back' && place.back !== null ? stay(back(state, place.back)) : stay(state)
    case 'done':
      return onDoneIntent({ ...state, place }, intent)
    case 'sealing':
    case 'incomplete':
    case 'needsMore':
      return stay(state)
    default:
      return place satisfies never
  }
}

function back(state: State, to: 'terms' | 'document'): State {
  return {
    ...state,
    place: to === 'terms' ? { at: 'terms' } : { at: 'document', entry: 'scan', misreads: 0, problem: null },
  }
}
