/** A request from its draft to the last signature, by the one state machine. */
import type { FormDecision } from '../rules/basis/decision.ts'
import { next, type Event } from './machine.ts'
import type { State } from './states.ts'

/**
 * The state once everybody whom the decision asks has signed, the rules having said the same each time; null when the
 * machine has no such way (a form that nobody signs).
 */
export function whenSigned({
  signers,
  approver,
  waitsFor = [],
}: Pick<FormDecision, 'signers' | 'approver' | 'waitsFor'>): State | null {
  if (waitsFor.length > 0) return null
  const roles = signers.map(({ role }) => role)
  const events: readonly Event[] = [
    { kind: 'prepared', signers: roles, approver },
    ...roles.map((by): Event => ({ kind: 'signed', by, again: 'same' })),
  ]
  return events.reduce<State | null>(
    (state, event) => {
      if (state === null) return null
      const to = next(state, event)
      return to.kind === 'state' ? to.state : null
    },
    { name: 'draft' },
  )
}
