/** The line of the access log about an answer, and how the record names who gave it. */
import type { AuditEvent } from '@medplum/fhirtypes'
import type { Who } from '../../../domain/fhir/decided.ts'
import type { Instant } from '../../../domain/ids.ts'
import { clerkOf } from '../../access-log/actor.ts'
import { auditEvent } from '../../access-log/audit-event.ts'
import { staffSystem } from '../../record/naming.ts'
import type { ApproverPerson } from '../decisions/decision.ts'
import type { Writing } from './writing.ts'

export function decisionLine(
  { waiting, by, outcome }: Pick<Writing, 'waiting' | 'by' | 'outcome'>,
  { hospital, at }: { readonly hospital: string; readonly at: Instant },
): AuditEvent {
  const { patient, reference, document } = waiting
  const event = {
    kind: 'requestDecided',
    approver: clerkOf(by),
    patient,
    form: document === null ? null : `DocumentReference/${document.id ?? ''}`,
    request: reference,
    answer: outcome.kind === 'granted' && outcome.isLess ? 'grantedLess' : outcome.kind,
    login: by.acr,
  } as const
  return auditEvent(event, { hospital, at })
}

export const whoIs = ({ id, name }: ApproverPerson): Who => ({
  identifier: { system: staffSystem, value: id },
  display: name,
})
