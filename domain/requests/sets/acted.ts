/** An act that a device certified: in time or too late, a first one or one more of the same person. */
import type { Again } from '../../lifecycle/machine.ts'
import { endedBy, still, type Day } from './day.ts'
import { noticesOfProgress } from './notices.ts'
import { withAct } from './open-set.ts'
import type { NotTaken, SetAct, SetNext, SetState } from './set.ts'
import { isComplete, isPrivate } from './shown.ts'
import { actOf, earlierMissing, isClosed, whichCounts } from './turn.ts'

/** An act that is there already changes nothing: what is sent twice is one act. */
export function acted(
  state: SetState,
  { act, again }: { readonly act: SetAct; readonly again: Again },
  day: Day,
): SetNext {
  if (state.acts.some(({ key }) => key === act.key)) return still(state)
  const why = refusedAct(state, act)
  if (why !== null) return { ...still(state), notTaken: why }
  if (again === 'changed') return outdatedBy(state, act, day)
  const had = actOf(state, act.by)
  const counts = had === null ? act : whichCounts({ had, came: act })
  if (counts === 'refresh') return { ...still(state), notTaken: 'refresh' }
  if (counts === had) return still(state)
  const after = reopened(state, answeredAnew(withAct(state, act, day.terms), act))
  return { ...still(after), notices: noticesOfProgress(state, after, day.today) }
}

function refusedAct(state: SetState, { by, day }: SetAct): NotTaken | null {
  const signer = state.signers.find(({ role }) => role === by)
  if (signer === undefined) return 'notAsked'
  if (state.lastDay !== null && day > state.lastDay) return 'late'
  if (isClosed(state) && !endedByItsDay(state)) return 'closed'
  return earlierMissing(state, signer.step) ? 'notYet' : null
}

/**
 * It ended on its last day, for whatever reason: an act that was certified in time is taken in without a word, or the answer
 * would tell silence from a refusal.
 */
const endedByItsDay = ({ outcome, told, lastDay }: SetState): boolean =>
  (outcome === null || outcome.kind === 'notGranted') && told !== null && lastDay !== null && told > lastDay

const lapsed = ({ outcome }: SetState): boolean => outcome?.kind === 'notGranted' && outcome.because === 'lastDay'

/** What lapsed because an act was still under way goes on to the approver; for everybody else it stays ended until a grant. */
function reopened(before: SetState, after: SetState): SetState {
  return lapsed(before) && !isComplete(before) && isComplete(after) ? { ...after, outcome: null } : after
}

/** Whoever took a private yes back and answers again in time has answered: the set goes on as after any other answer. */
function answeredAnew(after: SetState, { by }: SetAct): SetState {
  const { outcome, told, signers } = after
  const alone = signers.some((one) => one.role === by && one.alone)
  const takenBack = outcome?.kind === 'notGranted' && outcome.because === 'takenBack'
  return alone && takenBack && told === null ? { ...after, outcome: null } : after
}

/**
 * Others must sign today. What was signed stays, this act too. Where the act is a patient's own in private, not even that it
 * came is told before the last day.
 */
function outdatedBy(before: SetState, act: SetAct, day: Day): SetNext {
  const had = actOf(before, act.by)
  const state = had === null || whichCounts({ had, came: act }) === act ? withAct(before, act, day.terms) : before
  const hidden = isPrivate(state) && state.signers.some(({ role, alone }) => role === act.by && alone)
  if (!hidden || state.told !== null) return endedBy(state, { because: 'outdated', on: day.today }, day)
  return still({ ...state, outcome: { kind: 'notGranted', because: 'outdated', on: day.today } })
}
