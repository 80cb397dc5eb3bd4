/** More than one signs: whether the other holder of authority is here too. */
import { outcomes } from '../../../domain/outcome/outcomes.ts'
import { choosesGrantee, formWords } from '../../../domain/journeys/index.ts'
import { toCompanion } from '../companion.ts'
import { firstQuestion } from '../form.ts'
import { journeyIn } from '../known.ts'
import { holderIn } from '../words.ts'
import type { FormCase, State } from '../state.ts'
import { go, stay, withAcceptance } from '../turn.ts'
import type { Turn } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    otherHere: { readonly of: FormCase }
  }
}

export const otherHere: Place<'otherHere'> = {
  at: 'otherHere',
  back: true,
  on(state, intent, context) {
    const { of } = state.place
    const chosen = choosesGrantee(journeyIn(state))
    if (intent.kind === 'back')
      return go(state, { at: 'confirmPatient', bound: { patient: of.patient, mandates: of.mandates } })
    if (intent.kind !== 'otherHere') return stay(state)
    // Whom a patient chooses is read before anything is chosen, so he does not come later.
    if (chosen) return intent.yes ? toCompanion(state, of) : alone(state, of)
    // Who is alone signs his own part now: it waits at the central for the other one.
    const signing = intent.yes ? { ...state, together: true } : { ...state, apart: { waiting: null } }
    return firstQuestion(signing, of, context)
  },
  screen: (state) => ({ step: 'otherHere', who: holderIn(state) }),
}

/** Nothing is signed in blank: they come back together. */
function alone(state: State, of: FormCase): Turn {
  const { next } = outcomes.refusedByRules
  const sentence = formWords(journeyIn(state)).othersSign
  return withAcceptance(go(state, { at: 'outcome', outcome: 'refusedByRules', next, sentence, back: null }), of)
}
