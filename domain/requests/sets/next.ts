/**
 * Every step of a set, as a pure function: state, event, policy and day give the next state and who is told. It is brought up
 * to date first, so that a job that comes late changes nothing of what counts.
 */
import type { Approver } from '../../rules/basis/decision.ts'
import { acted } from './acted.ts'
import { dayCame, endedBy, mayErase, still, told, type Day } from './day.ts'
import { noticesOfRemoval } from './notices.ts'
import type { EndedBecause, NotGrantedBecause, NotTaken, SetEvent, SetNext, SetState } from './set.ts'
import { isComplete, isPrivate } from './shown.ts'
import { actOf, isClosed } from './turn.ts'

export type { Day } from './day.ts'

export function nextOfSet(state: SetState, event: SetEvent, day: Day): SetNext {
  const now = dayCame(state, day)
  if (event.kind === 'dayCame') return now
  const after = moved(now.state, event, day)
  // What the day brought stays, whatever becomes of the event.
  return { ...after, notices: [...now.notices, ...after.notices], erase: after.erase || mayErase(after.state, day) }
}

/** The set as it stands on this day, also where no job has run yet. */
export const asOf = (state: SetState, day: Day): SetState => dayCame(state, day).state

function moved(state: SetState, event: Exclude<SetEvent, { readonly kind: 'dayCame' }>, day: Day): SetNext {
  switch (event.kind) {
    case 'acted':
      return acted(state, event, day)
    case 'withdrew':
      return withdrew(state, event, day)
    case 'coHolderRefused':
      return state.signers.some(({ role }) => role === 'coHolder')
        ? coHolderRefused(state, day)
        : not(state, 'notAsked')
    case 'granted':
      return granted(state, event, day)
    case 'refused':
      if (state.approver === 'physician' && event.by === 'staff') return not(state, 'physicianOnly')
      return state.outcome === null ? notGranted(state, 'refusedByApprover', day) : not(state, 'closed')
    case 'froze':
      return state.frozenBy === null ? still({ ...state, frozenBy: event.by }) : not(state, 'frozen')
    case 'released':
      if (state.frozenBy === null) return not(state, 'notFrozen')
      return state.frozenBy === event.by ? not(state, 'sameWhoFroze') : still({ ...state, frozenBy: null })
    case 'removed':
      return removed(state, day)
    case 'stopped':
      return isFinal(state) ? not(state, 'closed') : stopped(state, event.because, day)
  }
}

/** What a physician found is told by people, not by a letter of ours: staff look who should hear what. */
function stopped(state: SetState, because: EndedBecause, day: Day): SetNext {
  const next = endedBy(state, { because, on: day.today }, day)
  if (because !== 'outdated' || next.notices.length === 0) return next
  return { ...next, notices: [{ to: 'staff', what: 'ended', on: day.today }] }
}

/** Only what would else be kept for ever; a freeze and an end that not everybody knows of keep it. */
function removed(state: SetState, { today }: Day): SetNext {
  if (state.frozenBy !== null) return not(state, 'frozen')
  const { outcome, told } = state
  if (told === null || outcome === null || outcome.kind === 'granted') return not(state, 'notOutdated')
  if (outcome.because !== 'outdated') return not(state, 'notOutdated')
  return { ...still(state), notices: noticesOfRemoval(state, today), erase: true }
}

const not = (state: SetState, why: NotTaken): SetNext => ({ ...still(state), notTaken: why })

/** Granted, or ended for everybody: a set that only lapsed can still be stopped. */
const isFinal = ({ outcome }: SetState): boolean => outcome?.kind === 'granted' || outcome?.kind === 'ended'

/** No physician overrules it, and nobody hears it before the last day, which silence would bring as well. */
const coHolderRefused = (state: SetState, day: Day): SetNext =>
  isClosed(state) ? not(state, 'closed') : hiddenEnd(state, 'coHolderRefused', day)

/**
 * Who acted openly ends the whole set. A patient's private yes is taken back without a word until the last day; a no or a later
 * stays what it is, and so does an answer that was given after this.
 */
function withdrew(state: SetState, { by, at }: Extract<SetEvent, { readonly kind: 'withdrew' }>, day: Day): SetNext {
  const act = actOf(state, by)
  if (act === null) return not(state, 'notAsked')
  if (isFinal(state)) return not(state, 'closed')
  if (!state.signers.some(({ role, alone }) => role === by && alone))
    return endedBy(state, { because: 'withdrawn', on: day.today }, day)
  const stands = act.answer !== 'yes' || (at !== undefined && Date.parse(act.at) > Date.parse(at))
  return stands ? still(state) : hiddenEnd(state, 'takenBack', day)
}

function granted(state: SetState, { by, again }: Extract<SetEvent, { readonly kind: 'granted' }>, day: Day): SetNext {
  if (state.frozenBy !== null) return not(state, 'frozen')
  if (state.outcome !== null) return not(state, 'closed')
  if (!isComplete(state)) return not(state, 'notComplete')
  if (!mayApprove(state.approver, by)) return not(state, 'physicianOnly')
  if (again === 'changed') return notGranted(state, 'outdated', day)
  return still({ ...state, outcome: { kind: 'granted', on: day.today } })
}

const mayApprove = (needed: Approver, by: Approver): boolean => needed === 'staff' || by === 'physician'

/** Only where nobody has a private answer is a refusal told when it is given. */
function notGranted(state: SetState, because: NotGrantedBecause, day: Day): SetNext {
  if (isPrivate(state)) return hiddenEnd(state, because, day)
  const outcome = { kind: 'notGranted', because, on: day.today } as const
  return told(state, outcome, { ...day, on: day.today })
}

/** Until the last day this looks like a set that waits; the first reason stays. */
function hiddenEnd(state: SetState, because: NotGrantedBecause, day: Day): SetNext {
  return still({ ...state, outcome: state.outcome ?? { kind: 'notGranted', because, on: day.today } })
}
