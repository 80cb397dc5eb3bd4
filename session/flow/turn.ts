/** Small words with which the steps say what follows. */
import { outcomes } from '../../domain/outcome/outcomes.ts'
import type { Identified } from '../../domain/requests/signing-set/signing-set.ts'
import type { OutcomeId } from '../../domain/contract/messages/outcome-id.ts'
import type { Bound, Hospital, Standing, StandingAt, Standings, State } from './state.ts'
import type { Effect, Moment } from './input.ts'

export interface Turn {
  readonly state: State
  readonly effects: readonly Effect[]
}

export interface Context {
  readonly hospital: Hospital
  readonly moment: Moment
}

/** A state that stands at one of these places. */
export type At<S extends keyof Standings> = Omit<State, 'place'> & { readonly place: StandingAt<S> }

/** Nothing follows. */
export function stay(state: State): Turn {
  return { state, effects: [] }
}

/** Another screen, and nothing is under way. */
export function go(state: State, place: Standing, ...effects: readonly Effect[]): Turn {
  return { state: { ...state, place, busy: false }, effects }
}

/** The same screen, waiting for the answer to this effect. */
export function wait(state: State, effect: Effect): Turn {
  return { state: { ...state, busy: true }, effects: [effect] }
}

/**
 * Nothing is signed: the accepted terms travel alone, of each person who accepted them, once for each patient however often
 * the rules say no.
 */
export function withAcceptance(turn: Turn, bound: Bound): Turn {
  // Something is still to be chosen: what was accepted travels with the form.
  if (turn.state.place.at === 'replaceOld') return turn
  const { part, set, visitor, companion } = turn.state
  const people = new Set<Identified['part']>([
    ...(set?.signatures ?? []).map((one) => one.part),
    ...(visitor === null ? [] : ['visitor' as const]),
    ...(companion === null ? [] : ['grantee' as const]),
    part,
  ])
  return [...people].reduce((sofar, whose) => withAcceptanceOf(whose, sofar, bound), turn)
}

function withAcceptanceOf(whose: Identified['part'], { state, effects }: Turn, bound: Bound): Turn {
  const { reference } = bound.patient
  const key = whose === 'visitor' ? reference : `${whose} ${reference}`
  if (state.acceptanceSentFor.includes(key)) return { state, effects }
  return {
    state: { ...state, acceptanceSentFor: [...state.acceptanceSentFor, key] },
    effects: [...effects, { do: 'sendAcceptance', bound, whose }],
  }
}

/** A screen that says what went wrong. */
export function outcome(state: State, id: OutcomeId, back: 'terms' | 'document' | null = null): Turn {
  return go(state, { at: 'outcome', outcome: id, next: outcomes[id].next, sentence: null, back })
}
