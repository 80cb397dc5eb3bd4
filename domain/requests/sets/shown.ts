/** What anybody sees of a set. */
import type { SetAct, SetState } from './set.ts'

/** For staff: everything, as one word. */
export type ForStaff = 'waiting' | 'refusedByChild' | 'complete' | 'frozen' | 'granted' | 'notGranted' | 'ended'

/**
 * For everybody else, the signers too: one state from the first act until access is there or it is over. A yes that waits, a
 * no, a later, a physician's refusal and a freeze are that one state.
 */
export type ForOthers = 'waits' | 'granted' | 'ended'

export function shownToStaff(state: SetState): ForStaff {
  if (state.frozenBy !== null) return 'frozen'
  if (state.outcome !== null) return state.outcome.kind
  if (saidNo(state)) return 'refusedByChild'
  return isComplete(state) ? 'complete' : 'waiting'
}

export function shownToOthers({ outcome, told }: SetState): ForOthers {
  if (outcome?.kind === 'granted') return 'granted'
  return told === null ? 'waits' : 'ended'
}

/** A set with an answer that only staff may know. */
export const isPrivate = ({ signers }: Pick<SetState, 'signers'>): boolean => signers.some(({ alone }) => alone)

/** Whether the patient said no and has not taken it back. */
export const saidNo = ({ acts }: Pick<SetState, 'acts'>): boolean => acts.some(({ answer }) => answer === 'no')

/** Whether everybody has acted and agrees. */
export const isComplete = ({ signers, acts }: Pick<SetState, 'signers' | 'acts'>): boolean =>
  signers.every(({ role }) => acts.some((act) => act.by === role && agrees(act)))

export const agrees = ({ answer }: Pick<SetAct, 'answer'>): boolean => answer === null || answer === 'yes'
