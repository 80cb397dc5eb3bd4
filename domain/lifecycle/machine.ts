/**
 * Every step that a request or mandate can take. The rules run again at each step: `decision` in an event is that day's
 * outcome for the same request, and a changed outcome makes the request outdated.
 */
import { isFinal, type EndedBecause, type State } from './states.ts'

/** What the rules say today: still the same form, or not. */
export type Again = 'same' | 'changed'

export type Event =
  | { readonly kind: 'prepared'; readonly signers: number }
  | { readonly kind: 'signed'; readonly again: Again }
  | { readonly kind: 'childSaidNo' }
  | {
      readonly kind: 'approved'
      readonly again: Again
      readonly by: 'physician' | 'staff'
      readonly needed: 'physician' | 'staff'
    }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'registered'; readonly again: Again }
  | { readonly kind: 'started' }
  | { readonly kind: 'froze'; readonly by: string }
  | { readonly kind: 'released'; readonly by: string }
  | { readonly kind: 'personSuspended' }
  | { readonly kind: 'personResumed' }
  | { readonly kind: 'agePause' }
  | { readonly kind: 'childConsented' }
  | { readonly kind: 'reviewAsked' }
  | { readonly kind: 'reviewed'; readonly goesOn: boolean }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'replaced' }
  | { readonly kind: 'over'; readonly because: EndedBecause }

/** The next state, or why this event cannot happen here. Withdrawal, death and an end work from every open state. */
export type Next =
  { readonly kind: 'state'; readonly state: State } | { readonly kind: 'notHere'; readonly event: Event['kind'] }

export function next(state: State, event: Event): Next {
  const to = isFinal(state) ? null : (always(state, event) ?? within(state, event))
  return to === null ? { kind: 'notHere', event: event.kind } : { kind: 'state', state: to }
}

function always(state: State, event: Event): State | null {
  switch (event.kind) {
    case 'withdrawn':
      return { name: 'withdrawn' }
    case 'over':
      return { name: 'ended', because: event.because }
    case 'replaced':
      return { name: 'superseded' }
    case 'froze':
      return state.name === 'frozen' ? null : { name: 'frozen', before: state, by: event.by }
    case 'personSuspended':
      return state.name === 'active' || state.name === 'underReview' || state.name === 'paused'
        ? { name: 'suspended', before: state }
        : null
    default:
      return null
  }
}

function within(state: State, event: Event): State | null {
  switch (state.name) {
    case 'draft':
      return event.kind === 'prepared' && event.signers > 0
        ? { name: 'waitingForSigner', signed: 0, needed: event.signers }
        : null
    case 'waitingForSigner':
      return signing(state, event)
    case 'submitted':
      return submitted(event)
    case 'approved':
      if (event.kind !== 'registered') return null
      return event.again === 'same' ? { name: 'registered' } : { name: 'outdated' }
    case 'registered':
      return event.kind === 'started' ? { name: 'active' } : null
    case 'active':
      if (event.kind === 'agePause') return { name: 'paused', before: state }
      return event.kind === 'reviewAsked' ? { name: 'underReview' } : null
    case 'underReview':
      if (event.kind !== 'reviewed') return null
      return event.goesOn ? { name: 'active' } : { name: 'ended', because: 'rejected' }
    case 'paused':
      return event.kind === 'childConsented' ? state.before : null
    case 'suspended':
      return event.kind === 'personResumed' ? state.before : null
    case 'frozen':
      // Someone other than who froze it releases or rejects.
      if (event.kind === 'released') return event.by === state.by ? null : state.before
      return event.kind === 'rejected' ? { name: 'ended', because: 'rejected' } : null
    case 'refusedByChild':
      return event.kind === 'rejected' ? { name: 'ended', because: 'rejected' } : null
    case 'outdated':
    case 'ended':
    case 'superseded':
    case 'withdrawn':
      return null
    default: {
      const never: never = state
      throw new Error(`no state ${String(never)}`)
    }
  }
}

function signing(state: Extract<State, { name: 'waitingForSigner' }>, event: Event): State | null {
  if (event.kind === 'childSaidNo') return { name: 'refusedByChild' }
  if (event.kind !== 'signed') return null
  if (event.again === 'changed') return { name: 'outdated' }
  const signed = state.signed + 1
  return signed === state.needed ? { name: 'submitted' } : { ...state, signed }
}

function submitted(event: Event): State | null {
  if (event.kind === 'rejected') return { name: 'ended', because: 'rejected' }
  if (event.kind === 'childSaidNo') return { name: 'refusedByChild' }
  if (event.kind !== 'approved') return null
  if (event.again === 'changed') return { name: 'outdated' }
  // Staff cannot give an approval that a physician must give.
  return event.needed === 'physician' && event.by === 'staff' ? null : { name: 'approved' }
}
