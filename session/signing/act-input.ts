/** From where a visit stands to the visitor's own part of a set. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { EnvelopeId } from '../../domain/ids.ts'
import type { Effect } from '../flow/input.ts'
import { askingJourney, roleInSet } from '../flow/signed-words.ts'
import type { State } from '../flow/state.ts'
import type { ActInput } from './sign-act.ts'

/** Throws before the document was read and the terms were accepted. */
export function actInputOf(state: State, { of, mark, at }: Extract<Effect, { do: 'signAct' }>): ActInput {
  const { record, claim, acceptance, apart, answers, language } = state
  if (record === null || claim === null || acceptance === null || state.journey === null || apart === null)
    throw new Error('signing before identity and terms')
  return {
    of,
    mark,
    at,
    set: apart.waiting?.set ?? v.parse(EnvelopeId, randomUUID()),
    journey: askingJourney(state).id,
    role: roleInSet(apart),
    person: { claim, assurance: record.assurance },
    answer: apart.answer ?? null,
    answers,
    acceptance,
    language,
  }
}
