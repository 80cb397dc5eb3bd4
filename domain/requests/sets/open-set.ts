/** A set begins with its first act, whoever's that is. */
import { addDays } from '../../days/calendar.ts'
import type { CalendarDay } from '../../ids.ts'
import type { FormDecision } from '../../rules/basis/decision.ts'
import { noticesOfProgress } from './notices.ts'
import type { NotTaken, SetAct, SetNext, SetState, SetTerms } from './set.ts'
import { notFor } from './turn.ts'

/** The set that this act begins; why not, when the decision does not ask this signer, or not before somebody else. */
export function openSetOf(of: {
  readonly decision: Pick<FormDecision, 'signers' | 'approver'>
  readonly patientBirth: CalendarDay
  readonly act: SetAct
  readonly terms: SetTerms
}): Pick<SetNext, 'state' | 'notices'> | { readonly notTaken: NotTaken } {
  const { decision, patientBirth, act, terms } = of
  const empty: SetState = {
    signers: decision.signers.map(({ role, step, gives, alone }) => ({ role, step, gives, alone })),
    approver: decision.approver,
    patientBirth,
    openedOn: act.day,
    lastDay: null,
    acts: [],
    outcome: null,
    told: null,
    warned: false,
    frozenBy: null,
  }
  const why = notFor(empty, act.by)
  if (why !== null) return { notTaken: why }
  const state = withAct(empty, act, terms)
  return { state, notices: noticesOfProgress(empty, state, act.day) }
}

/** The set with this act in the place of an earlier one of the same person; the first act of who asks sets the last day. */
export function withAct(state: SetState, act: SetAct, terms: SetTerms): SetState {
  const asks = state.signers.some(({ role, alone }) => role === act.by && !alone)
  return {
    ...state,
    acts: [...state.acts.filter(({ by }) => by !== act.by), act],
    lastDay: state.lastDay ?? (asks ? addDays(act.day, terms.days) : null),
  }
}
