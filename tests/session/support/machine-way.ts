/** The visit's state machine on one way through it, input by input: alone, and with both parents. */
import * as v from 'valibot'
import { capableAdultForm } from '../../../central/published/content/capable-adult-form.ts'
import { childForm as trainingForm } from '../../../central/published/content/child-form.ts'
import { ContentBundle } from '../../../domain/contract/content/bundle.ts'
import { readForm } from '../../../domain/forms/form.ts'
import { EnvelopeId, Instant, VisitId, CallNumber } from '../../../domain/ids.ts'
import { extractOf } from '../../support/extract.ts'
import type { VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import { Intent } from '../../../domain/contract/messages/channel.ts'
import { defaultPolicy } from '../../../domain/policy/default.ts'
import { advance } from '../../../session/machine/advance.ts'
import type { Input } from '../../../session/flow/input.ts'
import { firstState } from '../../../session/flow/state.ts'
import type { Bound, Hospital, State } from '../../../session/flow/state.ts'
import type { Context, Turn } from '../../../session/flow/turn.ts'
import { day } from '../../rules/sample.ts'
import { childForm, content } from './content.ts'
import { cardOf, milan, mother } from './people.ts'
import { ink } from './stage.ts'

const form = readForm(childForm)
const alongForm = readForm(capableAdultForm)
if (form === null || alongForm === null) throw new Error('the test forms are forms')
export const hospital: Hospital = {
  content: v.parse(ContentBundle, { ...content, validUntil: '2027-01-01T00:00:00Z' }),
  policy: defaultPolicy,
  forms: [form, alongForm],
}
export const context: Context = {
  hospital,
  moment: { now: v.parse(Instant, '2026-11-23T09:00:00Z'), today: day('2026-11-23') },
}
export const envelope = v.parse(EnvelopeId, '3b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d11')

export const record: VisitRecord = {
  visit: v.parse(VisitId, '1b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d11'),
  state: 'opened',
  callNumber: v.parse(CallNumber, 42),
  assurance: 'claimed',
  claim: null,
  declined: false,
  others: [],
  evidence: [],
  evidenceMissing: false,
  documentDoubtful: false,
  papersOpen: false,
  patient: null,
  lookUpsLeft: 3,
  deskPicks: false,
  endedBecause: null,
}
export const extract = extractOf('2026-11-02', { recordedAt: context.moment.now })
export const identified: VisitRecord = { ...record, state: 'identified', assurance: 'identified' }
export const bound: Bound = {
  patient: {
    reference: 'Patient/milan', birthDate: day(milan.birthDate), given: 'Milan', family: 'de Bruijn', bsn: milan.bsn, deceased: false,
  },
  mandates: { existing: [], blocked: false, suspended: false },
} // prettier-ignore

export const intent = (value: unknown): Input => ({ type: 'intent', intent: v.parse(Intent, value) })
export const turn = (state: State, input: Input): Turn => advance(state, input, context)
export const play = (state: State, ...inputs: readonly Input[]): State =>
  inputs.reduce((before, input) => turn(before, input).state, state)

/** The way of visit one, input by input. */
export function way(): readonly State[] {
  const states: State[] = [firstState]
  const on = (...inputs: readonly Input[]): void => {
    for (const input of inputs) states.push(play(states.at(-1) ?? firstState, input))
  }
  on(
    intent({ kind: 'language', language: 'nl' }),
    intent({ kind: 'door', door: 'child' }),
    intent({ kind: 'acceptTerms' }),
  )
  on(intent({ kind: 'mrz', text: cardOf(mother), overflow: false }))
  const claim = states.at(-1)?.claim ?? null
  on({ type: 'claimed', record: { ...record, claim } })
  on({ type: 'record', record: { ...identified, claim } })
  on({ type: 'record', record: { ...identified, claim, evidence: [extract] } })
  on(intent({ kind: 'findPatient', birthDate: milan.birthDate, bsn: milan.bsn }))
  const found: VisitRecord = { ...identified, claim, evidence: [extract], state: 'bound', patient: 'Patient/milan' }
  on({ type: 'lookedUp', answer: { result: 'bound', record: found } }, { type: 'bound', bound })
  on(intent({ kind: 'confirmPatient', yes: true }))
  on(
    intent({ kind: 'answer', linkId: 'scope', values: ['letters'] }),
    intent({ kind: 'answer', linkId: 'purpose', values: ['look'] }),
  )
  on(intent({ kind: 'next' }))
  const pad = states.at(-1) ?? firstState
  on(intent({ kind: 'cannotDraw' }), intent({ kind: 'signBy', way: 'typed' }))
  states.push(pad)
  on(intent({ kind: 'ink', ink }))
  on({ type: 'stored', signed: { envelope, reference: '4F7K2-09M3Q', at: context.moment.now } })
  return states
}

/** At a question whether all was understood. */
export function checking(): State {
  const at = way().find(({ place }) => place.at === 'review')
  const asks = readForm(trainingForm)?.understanding
  if (at?.place.at !== 'review' || asks === undefined) throw new Error('the way leads past the review')
  const of = { ...at.place.of, form: { ...at.place.of.form, understanding: asks } }
  return { ...at, place: { at: 'understand', of, index: 0, wrong: 0 } }
}

/** Where both parents sign: from the question whether the other is here to the second's pad. */
export function together(): readonly State[] {
  const asked = way().find(({ place }) => place.at === 'confirmPatient')
  if (asked === undefined || asked.record === null) throw new Error('the way leads past the child')
  const joint = { ...asked.record, evidence: [{ ...extract, authority: 'joint' as const }] }
  const states: State[] = [{ ...asked, record: joint }]
  const on = (...inputs: readonly Input[]): void => {
    for (const input of inputs) states.push(play(states.at(-1) ?? firstState, input))
  }
  on(intent({ kind: 'confirmPatient', yes: true }), intent({ kind: 'otherHere', yes: true }))
  on(
    intent({ kind: 'answer', linkId: 'scope', values: ['letters'] }),
    intent({ kind: 'answer', linkId: 'purpose', values: ['look'] }),
  )
  on(intent({ kind: 'next' }), intent({ kind: 'ink', ink }), intent({ kind: 'next' }))
  on(intent({ kind: 'language', language: 'nl' }), intent({ kind: 'acceptTerms' }))
  on(intent({ kind: 'mrz', text: cardOf({ ...mother, number: 'NX4L9K3P2', given: 'Jan' }), overflow: false }))
  const claim = states.at(-1)?.claim
  if (claim == null) throw new Error('the second document was read')
  const other = { part: 'coHolder', claim, assurance: 'claimed', declined: false } as const
  on({ type: 'claimed', record: { ...joint, others: [other] } })
  on({ type: 'record', record: { ...joint, others: [{ ...other, assurance: 'identified' }] } })
  on(intent({ kind: 'next' }))
  return states
}
