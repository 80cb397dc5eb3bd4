/** The lines of the access log about portals; written before the answer leaves. */
import { auditEvent } from '../access-log/audit-event.ts'
import type { AccessEvent } from '../access-log/list.ts'
import { instantOf } from '../clock/clock.ts'
import type { Judged } from './answer.ts'
import type { PortalClient } from './clients.ts'
import type { PortalPorts } from './ports.ts'

/** What was asked, as the log names it: never a number. */
export type Question = 'may see' | 'mandates' | 'read'

/** The line of a question. `seen`: what leaves with the answer, `Type/id` each. */
export function lineOf(
  client: PortalClient,
  { patient, people, entitlement, because }: Judged,
  about: { readonly question: Question; readonly kind: string; readonly seen: readonly string[] },
): AccessEvent {
  const portal = { is: 'portal', client: client.id, name: client.name } as const
  const reference = patient === null ? null : `Patient/${patient.id}`
  const [person = null] = people
  const { question, kind, seen } = about
  if (reference === null || person === null || !entitlement.allowed)
    return { kind: 'portalRefused', portal, patient: reference, person, question, data: kind, because: because ?? '' }
  const mandates = entitlement.mandates.map(({ mandate }) => mandate)
  const known = { is: 'known', reference: person } as const
  return { kind: 'portalAnswered', portal, person: known, patient: reference, question, data: kind, mandates, seen }
}

export async function write({ fhir, hospital, now }: PortalPorts, event: AccessEvent): Promise<void> {
  await fhir.create(auditEvent(event, { hospital, at: instantOf(now()) }))
}
