/** The clerk compares face and document. Another one may be read until the clerk has spoken. */
import type { JourneyId } from '../../../domain/ids.ts'
import { papersFor } from '../../../domain/journeys/papers-asked.ts'
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
    papers: state.part === 'visitor' ? papersOf(state.journey) : 'none',
  }),
}

/** What the visitor hands over besides his own document. */
function papersOf(journey: JourneyId | null): 'none' | 'extract' | 'several' {
  if (journey === null || journeyOf(journey).evidence.length === 0) return 'none'
  const { asked } = papersFor(journeyOf(journey).relations)
  return asked.length === 1 && asked[0] === 'authorityExtract' ? 'extract' : 'several'
}
