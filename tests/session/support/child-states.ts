/** Where a child of 12 is asked: its parent's own part, and its own visit to each of its answers. */
import * as v from 'valibot'
import { Intent } from '../../../domain/contract/messages/channel.ts'
import { EnvelopeId } from '../../../domain/ids.ts'
import type { WaitingSet } from '../../../domain/requests/sets/waiting.ts'
import type { Input, Moment } from '../../../session/flow/input.ts'
import type { Bound, State } from '../../../session/flow/state.ts'
import { day } from '../../rules/sample.ts'
import { childForm } from './content.ts'
import { ink } from './stage.ts'

const intent = (value: unknown): Input => ({ type: 'intent', intent: v.parse(Intent, value) })
const id = v.parse(EnvelopeId, '5d1c3f0e-2f0a-4a57-9d07-6f2d51a1b6bb')
const answers = { scope: ['letters'], purpose: ['look'] }

interface Of {
  readonly bound: Bound
  readonly play: (state: State, ...inputs: readonly Input[]) => State
  readonly now: Moment
}

/** The same child, at the age at which it is asked. */
export const asksChild = (bound: Bound): Bound => ({
  ...bound,
  patient: { ...bound.patient, birthDate: day('2013-02-03') },
})

/** From the question whether this is the right child, on the way of a parent with sole authority. */
export function childStates(way: readonly State[], { bound, play, now }: Of): readonly State[] {
  const asked = way.find(({ place }) => place.at === 'confirmPatient')
  if (asked?.record == null) throw new Error('the way leads past the child')
  const of = asksChild(bound)
  const yes = intent({ kind: 'confirmPatient', yes: true })
  const signed = { envelope: id, reference: '4F7K2-09M3Q', at: now.now }
  const parent: State = { ...asked, place: { at: 'confirmPatient', bound: of } }
  const review = play({ ...parent, answers }, yes)
  if (review.place.at !== 'review') throw new Error('every question is answered')
  const sealing = play(review, intent({ kind: 'next' }), intent({ kind: 'ink', ink }))
  const { decision } = review.place.of
  const waiting: WaitingSet = {
    set: id,
    role: 'patient',
    journey: 'child',
    questionnaire: { ...childForm, resourceType: 'Questionnaire' },
    answers,
    decision,
    asks: 'Willeke Liselotte de Bruijn',
    until: now.today,
  }
  const sets = { toSign: [waiting], signed: [], deskHelps: false }
  const own: State = {
    ...asked,
    journey: 'own-dossier',
    record: { ...asked.record, evidence: [] },
    place: { at: 'confirmPatient', bound: { ...of, sets } },
  }
  const reads = play(own, yes)
  const answersAt = play(reads, intent({ kind: 'next' }))
  const chosen = (['yes', 'no', 'later'] as const).map((answer) =>
    play(answersAt, intent({ kind: 'privateAnswer', says: answer })),
  )
  const given = chosen.map((state) => {
    const next = play(state, intent({ kind: 'next' }))
    return next.place.at === 'sign' ? play(next, intent({ kind: 'ink', ink })) : next
  })
  return [
    play(parent, yes),
    review,
    sealing,
    play(sealing, { type: 'stored', signed }),
    reads,
    answersAt,
    ...chosen,
    play(chosen[0] ?? answersAt, intent({ kind: 'next' })),
    ...given,
    ...given.map((state) => play(state, { type: 'stored', signed })),
    play({ ...own, place: { at: 'confirmPatient', bound: { ...of, sets: { ...sets, deskHelps: true } } } }, yes),
  ]
}
