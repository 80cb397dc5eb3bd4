/** A part of a set: signed at one kiosk, by one person, for others to sign theirs at another one. */
import type { FormCase, State } from './state.ts'

/** Whether the visitor signs his part of what somebody else asked for. */
export function isWaiting({ apart }: Pick<State, 'apart'>): boolean {
  return apart !== null && apart.waiting !== null
}

/** Whether a child stands here that says by itself what it wants. */
export function isOwnAnswer({ apart }: Pick<State, 'apart'>): boolean {
  return apart?.waiting?.role === 'patient'
}

/**
 * Whether the visitor signs only his part. That he said to be alone counts as long as others sign too: the desk may find
 * meanwhile that the authority is his alone, and then he signs the form.
 */
export function signsApart(state: Pick<State, 'apart'>, { decision }: Pick<FormCase, 'decision'>): boolean {
  return isWaiting(state) || (state.apart !== null && decision.signers.length > 1)
}
