/** Where a parent signs a part of a set: one that begins here, and one that waits at the central. */
import * as v from 'valibot'
import { Intent } from '../../../domain/contract/messages/channel.ts'
import { EnvelopeId } from '../../../domain/ids.ts'
import type { WaitingSet, WaitingSets } from '../../../domain/requests/sets/waiting.ts'
import type { Input, Moment } from '../../../session/flow/input.ts'
import type { Bound, State } from '../../../session/flow/state.ts'
import { childForm } from './content.ts'
import { extract } from './machine-way.ts'
import { ink } from './stage.ts'

const intent = (value: unknown): Input => ({ type: 'intent', intent: v.parse(Intent, value) })
const id = v.parse(EnvelopeId, '3f1c3f0e-2f0a-4a57-9d07-6f2d51a1b6aa')

interface Of {
  readonly bound: Bound
  readonly play: (state: State, ...inputs: readonly Input[]) => State
  readonly now: Moment
}

/** From the question whether this is the right child, on the way of a parent who signs for himself alone. */
export function apartStates(way: readonly State[], { bound, play, now }: Of): readonly State[] {
  const asked = way.find(({ place }) => place.at === 'confirmPatient')
  if (asked?.record == null) throw new Error('the way leads past the child')
  const joint: State = { ...asked, record: { ...asked.record, evidence: [{ ...extract, authority: 'joint' }] } }
  const yes = intent({ kind: 'confirmPatient', yes: true })
  const alone = play(joint, yes, intent({ kind: 'otherHere', yes: false }))
  const answers = { scope: ['letters'], purpose: ['look'] }
  const asks = play({ ...alone, answers }, intent({ kind: 'answer', linkId: 'scope', values: ['letters'] }))
  if (asks.place.at !== 'review') throw new Error('the way leads past the review')
  const waiting: WaitingSet = {
    set: id,
    role: 'coHolder',
    journey: 'child',
    questionnaire: { ...childForm, resourceType: 'Questionnaire' },
    answers,
    decision: asks.place.of.decision,
    until: now.today,
  }
  const told = (sets: WaitingSets): State =>
    play({ ...joint, place: { at: 'confirmPatient', bound: { ...bound, sets } } }, yes)
  const waits = told({ toSign: [waiting], signed: [], deskHelps: false })
  const signed = play(asks, intent({ kind: 'next' }), intent({ kind: 'ink', ink }))
  return [
    alone,
    asks,
    signed,
    play(signed, { type: 'stored', signed: { envelope: id, reference: '4F7K2-09M3Q', at: now.now } }),
    waits,
    play(waits, intent({ kind: 'next' })),
    told({ toSign: [], signed: [{ set: id, gave: 'signature', until: now.today }], deskHelps: false }),
    told({ toSign: [], signed: [], deskHelps: true }),
  ]
}
