/** Whose turn it is, and which of two acts counts. */
import type { NotTaken, SetAct, SetRole, SetState } from './set.ts'

/**
 * Whether this set waits for a person of this role; null: it does. A later signer has his turn when every earlier step has
 * acted, whatever was answered: else the turn itself would tell a private answer. Whoever answered privately may come back
 * to answer anew while the set is open.
 */
export function notFor(state: SetState, role: SetRole): NotTaken | null {
  const signer = state.signers.find((one) => one.role === role)
  if (signer === undefined) return 'notAsked'
  if (isClosed(state)) return 'closed'
  if (earlierMissing(state, signer.step)) return 'notYet'
  return actOf(state, role) !== null && !signer.alone ? 'refresh' : null
}

/** Only what everybody was told closes a set: a no that only staff know leaves it as open as a yes. */
export const isClosed = ({ outcome, told }: Pick<SetState, 'outcome' | 'told'>): boolean =>
  told !== null || outcome?.kind === 'granted' || outcome?.kind === 'ended'

export function earlierMissing({ signers, acts }: Pick<SetState, 'signers' | 'acts'>, step: number): boolean {
  return signers.some((other) => other.step < step && !acts.some(({ by }) => by === other.role))
}

/** The act of this role that counts; null: none yet. */
export const actOf = ({ acts }: Pick<SetState, 'acts'>, role: SetRole): SetAct | null =>
  acts.find(({ by }) => by === role) ?? null

/**
 * Which of two acts of one person counts. Acts of different persons never collide.
 *
 * A signature is given once: who comes second without knowing of the first looks again. Of two private answers the one that was
 * certified later counts, however they arrive, because both are the patient's own will; at the same instant the no does. So
 * a child replaces its no by a yes. "Later" takes the place of no answer: it says only that none was given in that visit.
 */
export function whichCounts({ had, came }: { readonly had: SetAct; readonly came: SetAct }): SetAct | 'refresh' {
  if (had.answer === null || came.answer === null) return 'refresh'
  if (had.answer === 'later' && came.answer !== 'later') return came
  if (came.answer === 'later' && had.answer !== 'later') return had
  const later = Date.parse(came.at) - Date.parse(had.at)
  if (later === 0) return came.answer === 'no' ? came : had
  return later > 0 ? came : had
}
