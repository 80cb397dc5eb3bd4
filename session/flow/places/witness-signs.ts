/** What the witness declares he saw, and his own signature: with it the act of whoever made the mark is done. */
import { inkProblem } from '../../../domain/document/ink.ts'
import { documentName } from '../../../domain/identity/written-name.ts'
import type { InkPath } from '../../../domain/contract/messages/parts.ts'
import type { Language } from '../../../domain/language.ts'
import type { Identified } from '../../../domain/requests/signing-set/signing-set.ts'
import { act } from '../act.ts'
import { actScreen } from '../form-screens.ts'
import { go, stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    witnessSigns: {
      readonly of: FormCase
      readonly witness: Identified
      /** The signer's mark. */
      readonly ink: InkPath
      /** In which he read and made it: the witness may read his sentence in another one. */
      readonly language: Language
      readonly problem: 'inkTooLittle' | null
    }
  }
}

export const witnessSigns: Place<'witnessSigns'> = {
  at: 'witnessSigns',
  back: true,
  on(state, intent, context) {
    const { place } = state
    const { of, witness, language } = place
    const signer = { ...state, language }
    if (intent.kind === 'back') return go(signer, { at: 'mark', of, witness, problem: null })
    if (intent.kind !== 'ink' || intent.pen !== undefined) return stay(state)
    if (inkProblem(intent.ink) !== null) return go(state, { ...place, problem: 'inkTooLittle' })
    return act(signer, of, context, { method: 'witnessed', ink: place.ink, witness: { ...witness, ink: intent.ink } })
  },
  screen(state, { moment }) {
    const { of, witness, problem } = state.place
    const { signer, date } = actScreen(of, state, moment.now)
    return { step: 'witnessSigns', signer, witness: documentName(witness.claim), date, problem }
  },
}
