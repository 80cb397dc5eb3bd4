/** The life of a request and of the mandate that comes from it, as one machine. */
import type { Approver, Signer } from '../rules/basis/decision.ts'

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

/** What everybody but staff is shown of a request: one state from the first signature until access is there. */
export type Shown = Exclude<StateName, Waiting> | 'waits'
type Waiting = 'waitingForSigner' | 'refusedByChild' | 'submitted' | 'approved'

const waiting: Readonly<Record<Waiting, 'waits'>> = {
  waitingForSigner: 'waits',
  refusedByChild: 'waits',
  submitted: 'waits',
  approved: 'waits',
}
const isWaiting = (name: StateName): name is Waiting => Object.hasOwn(waiting, name)

/**
 * What a parent or grantee is shown. A no, an answer that comes later and a yes that waits for the hospital look the same,
 * and so does an approval that a no can still stop: only the access itself tells that nobody said no.
 */
export function shownToApplicant(state: State): Shown {
  return isWaiting(state.name) ? waiting[state.name] : state.name
}
