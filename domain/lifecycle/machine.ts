/**
 * Every step that a request or mandate can take. The rules run again at each step of a request: `again` in an event is
 * that day's outcome for the same request, and a changed outcome makes the request outdated.
 */
import type { Approver } from '../rules/basis/decision.ts'
import { isFinal, type EndedBecause, type OpenState, type Role, type State } from './states.ts'

/** What the rules say today: still the same form, or not. */
export type Again = 'same' | 'changed'

export type Event =
  | { readonly kind: 'prepared'; readonly signers: readonly Role[]; readonly approver: Approver }
  | { readonly kind: 'signed'; readonly by: Role; readonly again: Again }
  | { readonly kind: 'childSaidNo' }
  | { readonly kind: 'approved'; readonly by: Approver; readonly again: Again }
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

/** The next state, or that this event cannot happen here. Withdrawal, death and an end work from every open state. */
export type Next =
  { readonly kind: 'state'; readonly state: State } | { readonly kind: 'notHere'; readonly event: Event['kind'] }

export function next(state: State, event: Event): Next {
  const to = isFinal(state) ? null : moved(state, event)
  return to === null ? { kind: 'notHere', event: event.kind } : { kind: 'state', state: to }
}

/** Withdrawal, an end, a new mandate and a freeze work from every open state; the rest depends on the state. */
function moved(state: OpenState, event: Event): State | null {
  switch (event.kind) {
    case 'withdrawn':
      return { name: 'withdrawn' }
    case 'over':
      return { name: 'ended', because: event.because }
    case 'replaced':
      return { name: 'superseded' }
    case 'froze':
      return state.name === 'frozen' ? null : { name: 'frozen', before: state, by: event.by }
    default:
      return within(state, event)
  }
}

function within(state: OpenState, event: Event): State | null {
  switch (state.name) {
    case 'draft':
      return event.kind === 'prepared' && event.signers.length > 0
        ? { name: 'waitingForSigner', open: event.signers, approver: event.approver }
        : null
    case 'waitingForSigner':
      return signing(state, event)
    case 'submitted':
      return submitted(state, event)
    case 'approved':
      if (event.kind === 'childSaidNo') return { name: 'refusedByChild' }
      if (event.kind !== 'registered') return null
      return event.again === 'same' ? { name: 'registered' } : { name: 'outdated' }
    case 'registered':
      return event.kind === 'started' ? { name: 'active' } : laid(state, event)
    case 'active':
      return event.kind === 'reviewAsked' ? { name: 'underReview' } : laid(state, event)
    case 'underReview':
      if (event.kind !== 'reviewed') return laid(state, event)
      return event.goesOn ? { name: 'active' } : { name: 'ended', because: 'rejected' }
    case 'paused':
      if (event.kind === 'childConsented') return state.before
      return event.kind === 'personSuspended' ? { name: 'suspended', before: state } : beneath(state, event)
    case 'suspended':
      return event.kind === 'personResumed' ? state.before : beneath(state, event)
    case 'frozen':
      // Someone other than who froze it releases or rejects.
      if (event.kind === 'released') return event.by === state.by ? null : state.before
      return event.kind === 'rejected' ? { name: 'ended', because: 'rejected' } : beneath(state, event)
    case 'refusedByChild':
      return event.kind === 'rejected' ? { name: 'ended', because: 'rejected' } : null
    case 'outdated':
      return null
  }
}

/** A layer over a mandate: the first age until the child consents, or a suspended person until he is resumed. */
function laid(state: OpenState, event: Event): State | null {
  if (event.kind === 'agePause') return { name: 'paused', before: state }
  return event.kind === 'personSuspended' ? { name: 'suspended', before: state } : null
}

/** What the calendar, a physician or a child does while a layer lies over the mandate is not lost with the layer. */
function beneath(state: Extract<OpenState, { readonly before: State }>, event: Event): State | null {
  if (!goesThrough(event) || (event.kind === 'personSuspended' && state.name === 'suspended')) return null
  if (event.kind === 'agePause' && state.name === 'paused') return null
  const under = within(state.before, event)
  if (under === null) return null
  return isFinal(under) ? under : { ...state, before: under }
}

/** Signing, approving and registering never go on under a layer. */
function goesThrough({ kind }: Event): boolean {
  return (
    kind === 'started' ||
    kind === 'agePause' ||
    kind === 'childConsented' ||
    kind === 'childSaidNo' ||
    kind === 'personSuspended' ||
    kind === 'personResumed' ||
    kind === 'reviewAsked' ||
    kind === 'reviewed'
  )
}

function signing(state: Extract<State, { name: 'waitingForSigner' }>, event: Event): State | null {
  if (event.kind === 'childSaidNo') return { name: 'refusedByChild' }
  if (event.kind !== 'signed' || !state.open.includes(event.by)) return null
  if (event.again !== 'same') return { name: 'outdated' }
  const open = state.open.filter((role) => role !== event.by)
  return open.length === 0 ? { name: 'submitted', approver: state.approver } : { ...state, open }
}

function submitted(state: Extract<State, { name: 'submitted' }>, event: Event): State | null {
  if (event.kind === 'rejected') return { name: 'ended', because: 'rejected' }
  if (event.kind === 'childSaidNo') return { name: 'refusedByChild' }
  if (event.kind !== 'approved') return null
  // Staff cannot give an approval that a physician must give.
  if (state.approver === 'physician' && event.by === 'staff') return null
  return event.again !== 'same' ? { name: 'outdated' } : { name: 'approved' }
}
