/** The clerk compares face and document. Another one may be read until the clerk has spoken. */
import { journeyOf } from '../../../domain/journeys/index.ts'
import { callNumberOf } from '../known.ts'
import { go, stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    desk: object
  }
}

export const desk: Place<'desk'> = {
  at: 'desk',
  back: true,
  on(state, intent) {
    if (intent.kind !== 'back') return stay(state)
    return go(state, { at: 'document', entry: 'scan', misreads: 0, problem: null })
  },
  screen: (state) => ({
    step: 'desk',
    callNumber: callNumberOf(state),
    needsExtract:
      state.part === 'visitor' &&
      state.journey !== null &&
      journeyOf(state.journey).evidence.includes('authorityExtract'),
  }),
}
