/** More than one signs: whether the other holder of authority is here too. */
import { firstQuestion } from '../form.ts'
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
    if (intent.kind === 'back')
      return go(state, { at: 'confirmPatient', bound: { patient: of.patient, mandates: of.mandates } })
    if (intent.kind !== 'otherHere') return stay(state)
    // Who is alone signs his own part now: it waits at the central for the other one.
    const signing = intent.yes ? { ...state, together: true } : { ...state, apart: { waiting: null } }
    return firstQuestion(signing, of, context)
  },
  screen: (state) => ({ step: 'otherHere', who: holderIn(state) }),
}
