/** Whose record it is about: found by birth date and BSN, or picked by the clerk; then "is this right?". */
import { readBsn } from '../../domain/identity/bsn.ts'
import type { PatientLookUpAnswer, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import type { Intent } from '../../domain/contract/messages/channel.ts'
import { previewIdentity } from '../../domain/policy/floors.ts'
import { decideFor } from './decision.ts'
import { firstQuestion } from './form-steps.ts'
import { saidOfPaper } from './redecide.ts'
import type { Bound, State } from './state.ts'
import { go, outcome, stay, wait, withAcceptance } from './turn.ts'
import type { At, Context, Turn } from './turn.ts'

export function onPatientIntent(
  state: At<'findPatient' | 'deskPicks' | 'confirmPatient'>,
  intent: Intent,
  context: Context,
): Turn {
  const { place } = state
  switch (place.at) {
    case 'deskPicks':
      return stay(state)
    case 'findPatient':
      // Who does not know the number is no mistake: the clerk searches.
      if (intent.kind === 'askDesk') return wait(state, { do: 'lookUp', by: { by: 'desk' } })
      return intent.kind === 'findPatient' ? find({ ...state, place }, intent, context) : stay(state)
    case 'confirmPatient':
      if (intent.kind !== 'confirmPatient') return stay(state)
      // The central takes it back, so that the numbers can be typed again or the clerk picks.
      return intent.yes ? confirmed(state, place.bound, context) : wait(state, { do: 'reject' })
    default:
      return place satisfies never
  }
}

function find(state: At<'findPatient'>, typed: Extract<Intent, { kind: 'findPatient' }>, { moment }: Context): Turn {
  const birthDate = state.purpose === 'self' ? (state.claim?.birthDate ?? null) : typed.birthDate
  if (birthDate === null || birthDate > moment.today)
    return go(state, { at: 'findPatient', problem: 'birthDateImpossible' })
  const bsn = readBsn(typed.bsn)
  if (bsn === null) return go(state, { at: 'findPatient', problem: 'bsnWrong' })
  return wait(
    { ...state, place: { at: 'findPatient', problem: null } },
    {
      do: 'lookUp',
      by: { by: 'birthDateAndBsn', birthDate, bsn },
    },
  )
}

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
  const known: State = { ...state, record, answers: {}, conflicted: false }
  if (state.place.at !== 'confirmPatient') return stay(known)
  return go(known, record.deskPicks ? { at: 'deskPicks' } : { at: 'findPatient', problem: null })
}

/** The bound patient's record is here. */
export function onBound(state: State, bound: Bound): Turn {
  const { at } = state.place
  if (at !== 'desk' && at !== 'findPatient' && at !== 'deskPicks') return stay(state)
  // The central refuses to bind who died; if the record changed since, nothing more is shown.
  if (bound.patient.deceased) return outcome(state, 'patientEnded')
  return go({ ...state, answers: {} }, { at: 'confirmPatient', bound })
}

const strength = { claimed: 0, identified: 1, authenticated: 2 } as const

function confirmed(state: State, bound: Bound, context: Context): Turn {
  if (state.purpose === 'self') {
    const least = previewIdentity(context.house.policy)
    if (context.house.policy.preview.route === 'notOffered') return outcome(state, 'refusedByRules')
    const assurance = state.record?.assurance ?? 'claimed'
    if (strength[assurance] < strength[least] || bound.mandates.blocked || bound.mandates.suspended) {
      if (bound.mandates.blocked || bound.mandates.suspended) return outcome(state, 'patientEnded')
      return withAcceptance(go(state, { at: 'needsMore', needs: least }), bound)
    }
    return wait(state, { do: 'loadDossier', bound })
  }
  // The former child's paper went with it: the clerk looks again, with this child's name on the page.
  if (!saidOfPaper(state.record)) return go(state, { at: 'desk' })
  const decided = decideFor({ state, bound, context })
  if (decided.kind === 'form') return firstQuestion(state, decided.of)
  return withAcceptance(go(state, decided.place), bound)
}
