/** None or several were found: the clerk picks, and the visitor waits. */
import { callNumberOf } from '../known.ts'
import { stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    deskPicks: object
  }
}

export const deskPicks: Place<'deskPicks'> = {
  at: 'deskPicks',
  back: false,
  on: (state) => stay(state),
  screen: (state) => ({ step: 'deskPicks', callNumber: callNumberOf(state) }),
}
