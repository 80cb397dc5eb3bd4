/**
 * One mandate moves, once: its Consent in the version that was read, with its line of the access log, or nothing. Whatever the
 * mandate is then is read again first, so that two jobs, two people and a withdrawal in between never undo one another.
 */
import { isOperationOutcome, OperationOutcomeError, preconditionFailed } from '@medplum/core'
import type { Consent } from '@medplum/fhirtypes'
import { lifeOf, withLife } from '../../domain/fhir/mandate-life.ts'
import { transaction } from '../../domain/fhir/entry.ts'
import type { MandateLife } from '../../domain/lifecycle/life.ts'
import { auditEvent } from '../access-log/audit-event.ts'
import type { AccessEvent } from '../access-log/list.ts'
import { instantOf } from '../clock/clock.ts'
import { nextVersion } from '../record/form-ends.ts'
import type { FhirStore } from '../store/fhir/store.ts'

export interface ChangePorts {
  readonly fhir: FhirStore
  readonly now: () => Date
  /** As it stands in the access log. */
  readonly hospital: string
}

/** The life after it; null: nothing happens to it as it is now. */
export type Turn = (life: MandateLife, consent: Consent) => MandateLife | null

/** Times that it is looked at anew because it changed meanwhile. */
const mostTurns = 5

/**
 * The life that it came into; null: nothing happened.
 * @param of.line the line of the access log about it.
 */
export async function changeMandate(
  ports: ChangePorts,
  of: {
    readonly mandate: string
    readonly turn: Turn
    readonly line: (consent: Consent, to: MandateLife) => AccessEvent
  },
): Promise<MandateLife | null> {
  const { fhir, hospital, now } = ports
  for (let tries = 1; ; tries += 1) {
    const consent = await fhir.read(of.mandate)
    const life = consent?.resourceType === 'Consent' ? lifeOf(consent) : null
    if (consent?.resourceType !== 'Consent' || life === null) return null
    const to = of.turn(life, consent)
    if (to === null || to === life) return null
    const line = auditEvent(of.line(consent, to), { hospital, at: instantOf(now()) })
    const entries = [
      nextVersion(withLife(consent, to)),
      { resource: line, request: { method: 'POST' as const, url: 'AuditEvent' } },
    ]
    try {
      await fhir.transaction(transaction(entries))
      return to
    } catch (error) {
      if (tries >= mostTurns || !isOvertaken(error)) throw error
    }
  }
}

/** Another one wrote it since it was read. */
function isOvertaken(error: unknown): boolean {
  if (!(error instanceof OperationOutcomeError) || !isOperationOutcome(error.outcome)) return false
  return error.outcome.id === preconditionFailed.id
}
