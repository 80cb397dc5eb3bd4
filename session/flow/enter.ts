/** Into a journey: on to the terms, or to the page that explains why not here. */
import { explain } from '../../domain/journeys/explain.ts'
import { leadsOn } from '../../domain/journeys/index.ts'
import type { Journey } from '../../domain/journeys/journey.ts'
import { journeyIn } from './known.ts'
import type { Standing, State } from './state.ts'
import { go } from './turn.ts'
import type { Context, Turn } from './turn.ts'

export function enter(state: State, journey: Journey, { house, moment }: Context): Turn {
  if (leadsOn(journey)) return go({ ...state, journey: journey.id }, { at: 'terms' })
  const explained = explain(journey, { policy: house.policy, today: moment.today })
  return go(state, { at: 'notHere', door: journey.door, explained })
}

/** The visitor says what he came for; whoever joins him came for the same. */
export function afterLanguage({ part }: Pick<State, 'part'>): Standing {
  return part === 'visitor' ? { at: 'forWhom' } : { at: 'terms' }
}

/** Where the visitor chose what he came for, or whoever joined him his language. */
export function beforeTerms(state: State): Standing {
  if (state.part !== 'visitor') return { at: 'language' }
  const { door, words } = journeyIn(state)
  return words.choice === null ? { at: 'forWhom' } : { at: 'relation', door }
}
