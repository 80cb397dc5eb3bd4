/** The life of a request and of the mandate that comes from it, as one machine. */
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

/** What each state gives; `before` is where a frozen or suspended one goes back to. */
export type State =
  | { readonly name: 'draft' | 'refusedByChild' | 'submitted' | 'outdated' | 'approved' | 'registered' | 'active' }
  | { readonly name: 'waitingForSigner'; readonly signed: number; readonly needed: number }
  | { readonly name: 'frozen'; readonly before: State; readonly by: string }
  | { readonly name: 'suspended' | 'paused'; readonly before: State }
  | { readonly name: 'underReview' }
  | { readonly name: 'ended'; readonly because: EndedBecause }
  | { readonly name: 'superseded' | 'withdrawn' }

/** Access exists only here. Under review it goes on until the physician answers. */
export const givesAccess = (state: State): boolean => state.name === 'active' || state.name === 'underReview'

/** Nothing leaves these. */
export const isFinal = (state: State): boolean =>
  state.name === 'ended' || state.name === 'superseded' || state.name === 'withdrawn'

/** What a parent or grantee is shown: a child's refusal looks like a request that is being looked at. */
export function shownToApplicant(state: State): Exclude<StateName, 'refusedByChild'> {
  return state.name === 'refusedByChild' ? 'submitted' : state.name
}
