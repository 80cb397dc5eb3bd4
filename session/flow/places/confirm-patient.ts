/** "Is this right?", masked. After the yes: the dossier, or the form that the rules ask for. */
import { initialsOfPerson } from '../../../domain/identity/written-name.ts'
import { readForm } from '../../../domain/forms/form.ts'
import { childAnswers } from '../../../domain/journeys/foresee.ts'
import { stopsMandates } from '../../../domain/journeys/index.ts'
import { meets } from '../../../domain/identity/assurance.ts'
import { previewIdentity } from '../../../domain/policy/floors.ts'
import { decideFor } from '../decision.ts'
import { firstQuestion } from '../form.ts'
import { journeyIn } from '../known.ts'
import type { Bound, State } from '../state.ts'
import { saidOfPaper } from '../redecide.ts'
import { go, outcome, stay, wait, withAcceptance } from '../turn.ts'
import type { At, Context, Turn } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    confirmPatient: { readonly bound: Bound }
  }
}

export const confirmPatient: Place<'confirmPatient'> = {
  at: 'confirmPatient',
  back: false,
  on(state, intent, context) {
    if (intent.kind !== 'confirmPatient') return stay(state)
    // The central takes it back, so that the numbers can be typed again or the clerk picks.
    return intent.yes ? confirmed(state, context) : wait(state, { do: 'reject' })
  },
  screen(state) {
    const { patient } = state.place.bound
    const { birthDate, bsn } = patient
    return {
      step: 'confirmPatient',
      who: journeyIn(state).words.who,
      initials: initialsOfPerson(patient),
      birthYear: birthDate.slice(0, 4),
      bsnEnd: bsn?.slice(-2) ?? '',
    }
  },
}

function confirmed(before: At<'confirmPatient'>, context: Context): Turn {
  // Whoever came back to this page chooses anew what becomes of the access that there is.
  const state = { ...before, change: null }
  const { bound } = state.place
  const journey = journeyIn(state)
  // Whatever a child came for about itself: what it is asked comes first.
  const asked = journey.visitor === 'patient' ? ownAnswerFirst(state) : null
  if (asked !== null) return asked
  if (journey.stages.includes('dossier')) return toDossier(state, context)
  if (stopsMandates(journey)) return wait(state, { do: 'loadStoppable', bound })
  // The former child's paper went with it: the clerk looks again, with this child's name on the page.
  if (journey.evidence.length > 0 && !saidOfPaper(state.record)) return go(state, { at: 'desk' })
  const waits = setsFirst(state, bound)
  if (waits !== null) return waits
  const decided = decideFor({ state, bound, context })
  if (decided.kind === 'form') return firstQuestion(state, decided.of, context)
  return withAcceptance(go(state, decided.place), bound)
}

/** What waits for this visitor comes before anything new; null: nothing does. */
function setsFirst(state: State, bound: Bound): Turn | null {
  const { toSign = [], signed = [], deskHelps = false } = bound.sets ?? {}
  if (deskHelps) return outcome(state, 'refusedByRules')
  const [waiting] = toSign
  if (waiting !== undefined) return go(state, { at: 'setWaits', bound, waiting })
  const [own] = signed
  if (own === undefined) return null
  return go(state, { at: 'ownWaits', bound, part: own })
}

/** Somebody asks a child for access: that comes before its dossier. Null: nothing is asked. */
function ownAnswerFirst(state: At<'confirmPatient'>): Turn | null {
  const { bound } = state.place
  const { toSign = [], deskHelps = false } = bound.sets ?? {}
  const waiting = toSign.find(({ role, decision }) => role === 'patient' && childAnswers(decision))
  if (deskHelps) return outcome(state, 'refusedByRules')
  if (waiting === undefined) return null
  const form = readForm(waiting.questionnaire)
  if (form === null) return outcome(state, 'somethingBroke')
  const of = { ...bound, form, decision: waiting.decision }
  return go({ ...state, apart: { waiting }, answers: waiting.answers }, { at: 'childReads', of })
}

/** The own dossier, where this hospital shows it here and is content with how the visitor was identified. */
function toDossier(state: At<'confirmPatient'>, { hospital }: Context): Turn {
  const { bound } = state.place
  const least = previewIdentity(hospital.policy)
  if (hospital.policy.preview.route === 'notOffered') return outcome(state, 'refusedByRules')
  if (bound.mandates.blocked || bound.mandates.suspended) return outcome(state, 'patientEnded')
  const assurance = state.record?.assurance ?? 'claimed'
  if (!meets(assurance, least)) return withAcceptance(go(state, { at: 'needsMore', needs: least }), bound)
  return wait(state, { do: 'loadDossier', bound })
}
