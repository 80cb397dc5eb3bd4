/** A kind page: not at this kiosk, and what somebody can do instead. */
import type { Door } from '../../../domain/contract/messages/parts.ts'
import type { Explanation } from '../../../domain/journeys/explain.ts'
import { go, stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    notHere: {
      readonly door: Door
      /** Null: there is no journey behind this door yet. */
      readonly explained: Explanation | null
    }
  }
}

export const notHere: Place<'notHere'> = {
  at: 'notHere',
  back: true,
  on: (state, intent) => (intent.kind === 'back' ? go(state, { at: 'forWhom' }) : stay(state)),
  screen({ place: { door, explained }, language }) {
    if (explained === null) return { step: 'notHere', door, explained }
    const { title, ruled, points } = explained
    return {
      step: 'notHere',
      door,
      explained: {
        title: title[language],
        ruled: ruled.map((sentence) => sentence[language]),
        points: points.map((point) => point[language]),
      },
    }
  },
}
