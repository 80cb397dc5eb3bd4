/** What a new day does to a set: a birthday, the approver's warning, the last day, the day of erasing. */
import { addDays, addYears } from '../../days/calendar.ts'
import type { CalendarDay } from '../../ids.ts'
import { noticesOfEnd } from './notices.ts'
import type { EndedBecause, SetNext, SetOutcome, SetState, SetTerms } from './set.ts'
import { isComplete } from './shown.ts'
import { isClosed } from './turn.ts'

export interface Day {
  /** In Europe/Amsterdam. */
  readonly today: CalendarDay
  readonly terms: SetTerms
}

/** Ages at which others must sign: 7:450(2) and 7:465(1), the end of a parent's access, and 1:233 of the Civil Code. */
const ages = [12, 16, 18]

/** This state, with nothing to tell. */
export const still = (state: SetState): SetNext => ({ state, notices: [], erase: false, notTaken: null })

/** Once a day, or late: what was missed is made good in one go, and nothing is told twice. */
export function dayCame(state: SetState, day: Day): SetNext {
  if (isClosed(state)) return { ...still(state), erase: mayErase(state, day) }
  const birthday = birthdayIn(state, day.today)
  const over = overOn(state, day.terms)
  if (birthday !== null && birthday < over) return endedBy(state, { because: 'ageReached', on: birthday }, day)
  if (over > day.today) return warned(state, day)
  // A child came first, and nobody asked for access.
  if (state.lastDay === null) return endedBy(state, { because: 'nobodyAsked', on: over }, day)
  return told(state, state.outcome ?? { kind: 'notGranted', because: 'lastDay', on: over }, { ...day, on: over })
}

/** The first day on which nobody may act any more. */
const overOn = ({ lastDay, openedOn }: SetState, { days }: SetTerms): CalendarDay =>
  addDays(lastDay ?? addDays(openedOn, days), 1)

/** The first birthday since the set began on which others must sign. */
function birthdayIn({ patientBirth, openedOn }: SetState, today: CalendarDay): CalendarDay | null {
  return ages.map((age) => addYears(patientBirth, age)).find((day) => day > openedOn && day <= today) ?? null
}

/** An end for everybody at once. */
export function endedBy(
  state: SetState,
  { because, on }: { readonly because: EndedBecause; readonly on: CalendarDay },
  day: Day,
): SetNext {
  return told(state, { kind: 'ended', because, on }, { ...day, on })
}

/** Told once. @param on the day on which it ended, however late that is found out. */
export function told(
  state: SetState,
  outcome: SetOutcome,
  { on, ...day }: Day & { readonly on: CalendarDay },
): SetNext {
  const after: SetState = { ...state, outcome, told: state.told ?? on }
  const notices = noticesOfEnd(after, { on, today: day.today, lateDays: day.terms.lateDays })
  return { ...still(after), notices: state.told === null ? notices : [], erase: mayErase(after, day) }
}

/** While it is complete and nobody answers, the approver hears once that the last day comes. */
function warned(state: SetState, { today, terms }: Day): SetNext {
  const { lastDay, outcome, approver } = state
  const soon = lastDay !== null && addDays(lastDay, -terms.warnPhysicianDays) <= today
  if (!soon || state.warned || outcome !== null || !isComplete(state)) return still(state)
  return { ...still({ ...state, warned: true }), notices: [{ to: approver, what: 'endsSoon', on: lastDay }] }
}

/**
 * Nothing under a freeze, and nothing that only the rules or facts of a later day put out of date: that was signed honestly, and
 * staff look what becomes of it. What lapsed is kept as long again as it was open, for acts that were certified in time and
 * lie on a kiosk that is away.
 */
export function mayErase({ outcome, told: toldOn, frozenBy }: SetState, { today, terms }: Day): boolean {
  if (frozenBy !== null || outcome?.kind === 'granted') return frozenBy === null
  if (outcome?.because === 'outdated') return false
  if (outcome?.kind === 'ended') return true
  return toldOn !== null && addDays(toldOn, terms.days) < today
}
