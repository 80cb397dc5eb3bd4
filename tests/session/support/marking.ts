/** The way of somebody who cannot draw: the choice, the agreeing touch, and the mark that a witness sees. */
import type { VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import type { State } from '../../../session/flow/state.ts'
import { intent, play, way } from './machine-way.ts'
import { cardOf, man, mother } from './people.ts'
import type { Holder } from './people.ts'
import { ink } from './stage.ts'

/** A neighbour who has no part in it. */
export const neighbour: Holder = { ...man, family: 'Overbeek', given: 'Cornelis Hendrik', number: 'IK55P0Q31' }

/** At the choice how to sign, from the mother's pad. */
export function choosing(): State {
  const pad = way().find(({ place }) => place.at === 'sign')
  if (pad === undefined) throw new Error('the way leads past the pad')
  return play(pad, intent({ kind: 'cannotDraw' }))
}

/** Somebody shows his document as witness. */
export function shows(state: State, witness: Holder): State {
  return play(
    state,
    intent({ kind: 'signBy', way: 'witnessed' }),
    intent({ kind: 'next' }),
    intent({ kind: 'mrz', text: cardOf(witness), overflow: false }),
  )
}

/** What the central says once the desk compared the witness. */
export function seenAs(state: State, said: Partial<VisitRecord['others'][number]>): VisitRecord {
  if (state.record === null || state.claim === null) throw new Error('a document was read')
  const witness = { part: 'witness', claim: state.claim, assurance: 'claimed', declined: false, ...said } as const
  return { ...state.record, others: [...state.record.others.filter(({ part }) => part !== 'witness'), witness] }
}

/** From the choice to the witness's signature, and what both made of it. */
export function marking(): readonly State[] {
  const chosen = choosing()
  const tapping = play(chosen, intent({ kind: 'signBy', way: 'tapped' }))
  const here = play(chosen, intent({ kind: 'signBy', way: 'witnessed' }))
  const reads = play(here, intent({ kind: 'next' }))
  const waits = shows(chosen, neighbour)
  const claimed = play(waits, { type: 'claimed', record: seenAs(waits, {}) })
  const mark = play(claimed, { type: 'record', record: seenAs(claimed, { assurance: 'identified' }) })
  const signs = play(mark, intent({ kind: 'ink', ink }))
  const sealing = play(signs, intent({ kind: 'ink', ink }))
  const none = shows(chosen, { ...mother, number: 'NX4L9K3P8' })
  return [
    chosen, tapping, play(tapping, intent({ kind: 'haveRead' })), here, reads, waits, claimed, mark, signs, sealing, none,
  ] // prettier-ignore
}
