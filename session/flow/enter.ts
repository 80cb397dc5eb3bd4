/** Into a journey: on to the terms, or to the page that explains why not here. */
import { explain } from '../../domain/journeys/explain.ts'
import { leadsOn, stopsMandates } from '../../domain/journeys/index.ts'
import type { Journey } from '../../domain/journeys/journey.ts'
import { journeyIn } from './known.ts'
import type { Standing, State } from './state.ts'
import { go } from './turn.ts'
import type { Context, Turn } from './turn.ts'

export function enter(state: State, journey: Journey, { hospital, moment }: Context): Turn {
  if (leadsOn(journey)) {
    // Stopping asks for no terms: it is no harder than giving was, and nothing is accepted by it.
    const next = stopsMandates(journey) ? toDocument : ({ at: 'terms' } as const)
    return go({ ...state, journey: journey.id }, next)
  }
  const explained = explain(journey, { policy: hospital.policy, today: moment.today })
  return go(state, { at: 'notHere', door: journey.door, explained })
}

const toDocument = { at: 'document', entry: 'scan', misreads: 0, problem: null } as const

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
