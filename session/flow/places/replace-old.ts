/** There is access already: a new form takes its place, and the old one ends when the new one begins, or now. */
import { decideFor } from '../decision.ts'
import { firstQuestion } from '../form.ts'
import { journeyIn } from '../known.ts'
import { go, stay, withAcceptance } from '../turn.ts'
import { maskedPatient } from '../words.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    replaceOld: {
      readonly bound: Bound
      /** The page for whoever changes nothing. */
      readonly kept: StandingAt<'incomplete'> | StandingAt<'outcome'>
    }
  }
}

export const replaceOld: Place<'replaceOld'> = {
  at: 'replaceOld',
  back: false,
  on(state, intent, context) {
    const { bound, kept } = state.place
    if (intent.kind !== 'replaceOld') return stay(state)
    if (intent.old === 'keeps') return withAcceptance(go(state, kept), bound)
    const own = bound.mandates.existing.filter(({ sameGrantee }) => sameGrantee)
    const change = { replaces: own.map(({ id }) => `Consent/${id}`), old: intent.old }
    const changing = { ...state, change }
    const decided = decideFor({ state: changing, bound, context })
    if (decided.kind === 'form') return firstQuestion(changing, decided.of, context)
    return withAcceptance(go(state, decided.place), bound)
  },
  screen: (state) => ({
    step: 'replaceOld',
    whose: journeyIn(state).visitor === 'patient' ? 'others' : 'own',
    patient: maskedPatient(state.place.bound.patient),
  }),
}
