/** More than one signs: whether the other holder of authority is here too. */
import { choosesGrantee, formWords } from '../../../domain/journeys/index.ts'
import { toCompanion } from '../companion.ts'
import { firstQuestion, notAlone } from '../form.ts'
import { journeyIn } from '../known.ts'
import { holderIn } from '../words.ts'
import { go, stay } from '../turn.ts'
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
    if (chosen) return intent.yes ? toCompanion(state, of) : notAlone(state, of, formWords(journeyIn(state)).othersSign)
    // Who is alone signs his own part now: it waits at the central for the other one.
    const signing = intent.yes ? { ...state, together: true } : { ...state, apart: { waiting: null } }
    return firstQuestion(signing, of, context)
  },
  screen: (state) => ({ step: 'otherHere', who: holderIn(state) }),
}
