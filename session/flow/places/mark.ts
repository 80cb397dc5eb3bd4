/** The mark of whoever cannot write his signature, made before the eyes of the witness. */
import { inkProblem } from '../../../domain/document/ink.ts'
import { documentName } from '../../../domain/identity/written-name.ts'
import type { Identified } from '../../../domain/requests/signing-set/signing-set.ts'
import { actScreen } from '../form-screens.ts'
import { go, stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    mark: { readonly of: FormCase; readonly witness: Identified; readonly problem: 'inkTooLittle' | null }
  }
}

export const mark: Place<'mark'> = {
  at: 'mark',
  back: true,
  on(state, intent) {
    const { of, witness } = state.place
    if (intent.kind === 'back') return go(state, { at: 'cannotDraw', of, problem: null })
    if (intent.kind !== 'ink' || intent.pen !== undefined) return stay(state)
    if (inkProblem(intent.ink) !== null) return go(state, { at: 'mark', of, witness, problem: 'inkTooLittle' })
    const { language } = state
    return go(state, { at: 'witnessSigns', of, witness, ink: intent.ink, language, problem: null })
  },
  screen(state, { moment }) {
    const { of, witness, problem } = state.place
    return { step: 'mark', ...actScreen(of, state, moment.now), witness: documentName(witness.claim), problem }
  },
}
