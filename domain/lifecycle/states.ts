/** The life of a request and of the mandate that comes from it, as one machine. */
import type { Approver, Signer } from '../rules/decision.ts'

export const states = [
  'draft',
  'waitingForSigner',
  'refusedByChild',
  'submitted',
  'outdated',
  'frozen',
  'approved',
  'registered',
  'active',
  'paused',
  'suspended',
  'underReview',
  'ended',
  'superseded',
  'withdrawn',
] as const
export type StateName = (typeof states)[number]

/** Why a mandate or request ended. */
export type EndedBecause =
  | 'term'
  | 'patientDied'
  | 'granteeDied'
  | 'authorityLost'
  | 'rejected'
  | 'notCompleted'
  | 'employeeLeft'
  | 'capacityRegained'

/** One of the people that a form needs; nobody signs for two of them. */
export type Role = Signer['role']

/**
 * What each state gives. `open`: who must still sign; `approver`: who must approve at the end. `before` is what lies
 * under a layer: frozen over suspended over paused over anything else, so each can go away without the others. Nothing
 * final lies under a layer: an end takes the layers with it.
 */
export type OpenState =
  | { readonly name: 'draft' | 'refusedByChild' | 'outdated' | 'approved' | 'registered' | 'active' | 'underReview' }
  | { readonly name: 'waitingForSigner'; readonly open: readonly Role[]; readonly approver: Approver }
  | { readonly name: 'submitted'; readonly approver: Approver }
  | { readonly name: 'frozen'; readonly before: OpenState; readonly by: string }
  | { readonly name: 'suspended' | 'paused'; readonly before: OpenState }
export type FinalState =
  { readonly name: 'ended'; readonly because: EndedBecause } | { readonly name: 'superseded' | 'withdrawn' }
export type State = OpenState | FinalState

/** Access exists only here. Under review it goes on until the physician answers. */
export const givesAccess = (state: State): boolean => state.name === 'active' || state.name === 'underReview'

/** Nothing leaves these. */
export const isFinal = (state: State): state is FinalState =>
  state.name === 'ended' || state.name === 'superseded' || state.name === 'withdrawn'

/** What a parent or grantee is shown: a child's refusal looks like a request that is being looked at. */
export function shownToApplicant(state: State): Exclude<StateName, 'refusedByChild'> {
  return state.name === 'refusedByChild' ? 'submitted' : state.name
}
