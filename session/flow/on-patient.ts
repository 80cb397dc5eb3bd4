/** Who is bound to the visit: found, picked by the clerk, taken back. Then the visitor is asked whether that is right. */
import type { PatientLookUpAnswer, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import type { Bound, State } from './state.ts'
import { onCompared } from './companion.ts'
import { go, outcome, stay, wait } from './turn.ts'
import type { Context, Turn } from './turn.ts'

/** The central looked: never a name to choose from, only how it ended. */
export function onLookedUp(state: State, { result, record }: PatientLookUpAnswer): Turn {
  const known: State = { ...state, record }
  const { at } = state.place
  if (at !== 'desk' && at !== 'findPatient' && at !== 'deskPicks') return stay(known)
  switch (result) {
    case 'bound':
      return wait(known, { do: 'loadPatient' })
    case 'notFound':
      if (record.deskPicks) return go(known, { at: 'deskPicks' })
      // For oneself the document is tried first, without a word about it: nobody has typed anything wrong yet.
      return go(known, { at: 'findPatient', problem: at === 'findPatient' ? 'patientNotFound' : null })
    case 'deskPicks':
      return go(known, { at: 'deskPicks' })
    case 'ended':
      return outcome(known, 'patientEnded')
    default:
      return result satisfies never
  }
}

/** Nobody is bound any more. */
export function onRejected(state: State, record: VisitRecord): Turn {
  // What was answered, and what went wrong, was about the one who was bound.
  const known: State = { ...state, record, answers: {}, change: null, conflicted: false }
  if (state.place.at !== 'confirmPatient') return stay(known)
  return go(known, record.deskPicks ? { at: 'deskPicks' } : { at: 'findPatient', problem: null })
}

/** The bound patient's record is here. */
export function onBound(state: State, bound: Bound, context: Context): Turn {
  if (state.part === 'grantee') return onCompared(state, bound, context)
  const { at } = state.place
  if (at !== 'desk' && at !== 'findPatient' && at !== 'deskPicks') return stay(state)
  // The central refuses to bind who died; if the record changed since, nothing more is shown.
  if (bound.patient.deceased) return outcome(state, 'patientEnded')
  return go(
    {
      ...state,
      answers: {},
      change: null,
      together: false,
      companion: null,
      lookedAhead: null,
      takenOut: [],
      apart: null,
    },
    { at: 'confirmPatient', bound },
  )
}
