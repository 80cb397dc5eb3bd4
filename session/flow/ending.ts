/** Sealed, stored, delivered; or ended by the central. */
import type { VisitRecord } from '../../domain/gateway/visit-record.ts'
import type { Input } from './input.ts'
import type { State } from './state.ts'
import { go, outcome, stay } from './turn.ts'
import type { Turn } from './turn.ts'

export function onEnding(state: State, input: Extract<Input, { type: 'stored' | 'notSigned' | 'delivery' }>): Turn {
  const { place } = state
  switch (input.type) {
    case 'stored':
      return place.at === 'sealing' ? go(state, { at: 'done', signed: input.signed, delivery: 'waiting' }) : stay(state)
    case 'notSigned':
      return place.at === 'sealing' ? outcome(state, input.why) : stay(state)
    case 'delivery': {
      if (place.at !== 'done' || place.signed.envelope !== input.envelope) return stay(state)
      const delivery = input.state === 'stored' ? 'received' : input.state
      return go(state, { ...place, delivery })
    }
    default:
      return input satisfies never
  }
}

/**
 * The central ended the visit. What is signed stays signed: sealing and the end screen go on. Why somebody's record is
 * closed is never told on a screen.
 */
export function outcomeOfEnd(state: State, because: VisitRecord['endedBecause']): Turn {
  const { at } = state.place
  if (at === 'sealing' || at === 'done' || at === 'incomplete' || at === 'needsMore' || at === 'outcome')
    return stay({ ...state, busy: false })
  const closed = because === 'blocked' || because === 'suspended' || because === 'deceased'
  return outcome(state, closed ? 'patientEnded' : 'visitEnded')
}
