/** The way of somebody who stops the access of another to his own record, state by state. */
import * as v from 'valibot'
import type { VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import { Intent } from '../../../domain/contract/messages/channel.ts'
import type { Input } from '../../../session/flow/input.ts'
import { firstState } from '../../../session/flow/state.ts'
import type { Bound, Signed, State } from '../../../session/flow/state.ts'
import { day } from '../../rules/sample.ts'
import { ink } from './stage.ts'

const intent = (value: unknown): Input => ({ type: 'intent', intent: v.parse(Intent, value) })

/** `found`: any state in which a patient was found, whoever that is. */
export function stopping(of: {
  readonly found: State
  readonly record: VisitRecord
  readonly bound: Bound
  readonly signed: Signed
  readonly play: (state: State, ...inputs: readonly Input[]) => State
}): readonly State[] {
  const { play, bound, signed } = of
  const stop = {
    mandate: 'Consent/1',
    status: 'active',
    grantee: { is: 'named', name: 'Kees Vos' },
    since: day('2026-03-01'),
    by: 'patient',
  } as const
  const adult = { ...bound, patient: { ...bound.patient, birthDate: day('1960-05-01') } }
  const doors = play(firstState, intent({ kind: 'language', language: 'nl' }))
  const asked = play(doors, intent({ kind: 'door', door: 'stopMandate' }))
  const place = { at: 'confirmPatient', bound: adult } as const
  const found: State = { ...of.found, journey: 'stop', place, busy: false, record: of.record }
  const given: Input = { type: 'stoppable', bound: adult, mandates: [stop] }
  const list = play(found, intent({ kind: 'confirmPatient', yes: true }), given)
  const confirm = play(list, intent({ kind: 'stopMandate', at: 0 }))
  const pad = play(confirm, intent({ kind: 'urgent', on: true }), intent({ kind: 'next' }))
  const sealing = play(pad, intent({ kind: 'ink', ink }))
  const done = play(sealing, { type: 'stored', signed })
  return [asked, play(asked, intent({ kind: 'journey', journey: 'stop' })), list, confirm, pad, sealing, done]
}
