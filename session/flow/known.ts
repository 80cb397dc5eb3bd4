/** What a screen may count on: without it the screen does not stand. */
import type { CallNumber } from '../../domain/ids.ts'
import { journeyOf, whileUnknown } from '../../domain/journeys/index.ts'
import type { Journey } from '../../domain/journeys/journey.ts'
import type { State } from './state.ts'

/** What the visitor came for; the longest way while that was not said. */
export function journeyIn({ journey }: Pick<State, 'journey'>): Journey {
  return journey === null ? whileUnknown : journeyOf(journey)
}

/** The value. Throws when it is null. */
export function known<T>(value: T | null): T {
  if (value === null) throw new Error('this screen stands only after the record was read')
  return value
}

/** The number that is on both screens. */
export function callNumberOf({ record }: Pick<State, 'record'>): CallNumber {
  return known(record).callNumber
}
