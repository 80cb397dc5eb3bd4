/** The central's own line in the access log: that it took in a request, for whom, by which visit and clerk. */
import { policyUri } from '../../../domain/coding/systems.ts'
import type { EnvelopeId } from '../../../domain/ids.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { clerkOf, kioskOf } from '../../access-log/actor.ts'
import type { EventOf } from '../../access-log/list.ts'
import type { Accepted } from './examine.ts'

/** Of what the rules said, the part that is logged. */
interface Ruled {
  readonly policy: HospitalPolicy
  readonly now: { readonly kind: 'form' } | { readonly kind: 'refusal'; readonly id: string }
}

export function storedEvent(input: {
  readonly accepted: Pick<Accepted, 'row' | 'outdated'> & {
    readonly patient: Pick<Accepted['patient'], 'reference'>
    readonly ruled: Ruled | null
  }
  readonly id: EnvelopeId
  /** `Type/id` of what was written. */
  readonly written: readonly string[]
  /** The policy in force at receipt. */
  readonly inForce: HospitalPolicy
}): EventOf<'requestStored'> {
  const { accepted, id, written, inForce } = input
  const { row, patient, ruled, outdated } = accepted
  return {
    kind: 'requestStored',
    kiosk: kioskOf(row.device),
    clerk: row.identifiedBy === null ? null : clerkOf(row.identifiedBy),
    patient: patient.reference,
    envelope: id,
    visit: row.record.visit,
    ...rulesOf(ruled, inForce),
    outdated,
    written,
  }
}

/** The version signed under, the one in force, and whether an approver could still approve: "form", or why not. */
function rulesOf(
  ruled: Ruled | null,
  inForce: HospitalPolicy,
): Pick<EventOf<'requestStored'>, 'policy' | 'policyInForce' | 'atApproval'> {
  if (ruled === null) return { policy: null, policyInForce: null, atApproval: null }
  const uri = ({ hospital, version }: HospitalPolicy) => policyUri(hospital.id, version)
  const { policy, now } = ruled
  return { policy: uri(policy), policyInForce: uri(inForce), atApproval: now.kind === 'form' ? 'form' : now.id }
}
