/**
 * Who hears what of a set. Everybody but staff hears one sentence, once, when it ended; only who acted openly hears it: a
 * letter to a child would tell at home that it had come.
 */
import { addDays } from '../../days/calendar.ts'
import type { CalendarDay } from '../../ids.ts'
import { isComplete, saidNo } from './shown.ts'
import type { SetNotice, SetState } from './set.ts'

/** After an act: the approver of a set that became complete, and staff where a patient said no. */
export function noticesOfProgress(before: SetState, after: SetState, on: CalendarDay): readonly SetNotice[] {
  return [
    ...(isComplete(after) && !isComplete(before) ? [{ to: after.approver, what: 'pleaseApprove', on } as const] : []),
    ...(saidNo(after) && !saidNo(before) ? [{ to: 'staff', what: 'refusedPrivately', on } as const] : []),
  ]
}

/**
 * The one sentence of an end, with its true date. After a death or a block staff look who should hear what; told more than
 * `lateDays` late, too.
 * @param on the day on which it ended. @param today the day on which that is found out.
 */
export function noticesOfEnd(
  state: SetState,
  of: { readonly on: CalendarDay; readonly today: CalendarDay; readonly lateDays: number },
): readonly SetNotice[] {
  const { on, today, lateDays } = of
  const openly = state.signers.filter(({ role, alone }) => !alone && state.acts.some(({ by }) => by === role))
  if (openly.length === 0) return []
  if (aboutSomebody(state)) return [{ to: 'staff', what: 'ended', on }]
  if (addDays(on, lateDays) < today) return [{ to: 'staff', what: 'endedLongAgo', on }]
  return openly.map(({ role }) => ({ to: role, what: 'ended', on }))
}

/** That what was signed is gone: to whoever acted openly, as an end. */
export function noticesOfRemoval({ signers, acts }: SetState, on: CalendarDay): readonly SetNotice[] {
  const openly = signers.filter(({ role, alone }) => !alone && acts.some(({ by }) => by === role))
  return openly.map(({ role }) => ({ to: role, what: 'removed', on }))
}

function aboutSomebody({ outcome }: SetState): boolean {
  if (outcome?.kind !== 'ended') return false
  return outcome.because === 'patientDied' || outcome.because === 'signerDied' || outcome.because === 'blocked'
}
