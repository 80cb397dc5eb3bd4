/** Where a parent has access already: told so after the child is right, and asked what becomes of it. */
import type { MandateFacts } from '../../../domain/contract/gateway/visit-record.ts'
import type { State } from '../../../session/flow/state.ts'
import { bound, extract, intent, play, way } from './machine-way.ts'

export const holds: MandateFacts['existing'][number] = { id: 'old', status: 'active', sameGrantee: true }

/** "Is this your child?", with what exists already. */
export function confirming(existing: MandateFacts['existing'], authority: 'sole' | 'joint' = 'sole'): State {
  const asked = way().find(({ place }) => place.at === 'confirmPatient')
  if (asked?.record == null) throw new Error('the way leads past the child')
  const record = { ...asked.record, evidence: [{ ...extract, authority }] }
  return {
    ...asked,
    record,
    place: { at: 'confirmPatient', bound: { ...bound, mandates: { ...bound.mandates, existing } } },
  }
}

/** After the yes. */
export const told = (existing: MandateFacts['existing'], authority: 'sole' | 'joint' = 'sole'): State =>
  play(confirming(existing, authority), intent({ kind: 'confirmPatient', yes: true }))

/** The question, and what follows from each answer. */
export function changing(): readonly State[] {
  const asked = told([holds])
  return [
    asked,
    ...(['atStart', 'now', 'keeps'] as const).map((old) => play(asked, intent({ kind: 'replaceOld', old }))),
  ]
}
