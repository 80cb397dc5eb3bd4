/** The screen goes to the witness: who that can be, and what is kept of him, before his document is read. */
import { go, stay } from '../turn.ts'
import { inHandsOfWitness } from '../witness.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    witnessHere: { readonly of: FormCase }
  }
}

export const witnessHere: Place<'witnessHere'> = {
  at: 'witnessHere',
  back: true,
  on(state, intent) {
    const { of } = state.place
    if (intent.kind === 'back') return go(state, { at: 'cannotDraw', of, problem: null })
    if (intent.kind !== 'next') return stay(state)
    const reads = { at: 'document', entry: 'scan', misreads: 0, problem: null } as const
    return go(inHandsOfWitness(state, of), reads)
  },
  screen: () => ({ step: 'witnessHere' }),
}
