/** What the rules are asked about a withdrawal. The session asks before somebody signs, the central again on what was sent. */
import { paperOf } from '../../contract/gateway/evidence.ts'
import type { Stoppable } from '../../contract/gateway/stoppable.ts'
import type { VisitRecord } from '../../contract/gateway/visit-record.ts'
import type { CalendarDay } from '../../ids.ts'
import type { HospitalPolicy } from '../../policy/policy.ts'
import { decideWithdrawal } from '../../rules/withdrawal.ts'
import type { WithdrawalDecision, WithdrawalFacts } from '../../rules/withdrawal.ts'

/** What is known when the rules are asked. */
export interface KnownOfStop {
  readonly record: Pick<VisitRecord, 'assurance' | 'declined' | 'documentDoubtful' | 'evidence'>
  readonly patientBirth: CalendarDay
  readonly today: CalendarDay
  readonly policy: HospitalPolicy
}

/** Null `stop`: this visitor may stop nothing here, or has nothing to stop; the rules' words for both are the same. */
export function judgeStop(
  stop: Pick<Stoppable, 'by'> | null,
  { record, patientBirth, today, policy }: KnownOfStop,
): WithdrawalDecision {
  const { assurance, declined, documentDoubtful, evidence } = record
  const finding = paperOf(evidence, 'finding')
  return decideWithdrawal(
    {
      by: groundOf(stop?.by ?? null),
      // Whose document is doubtful is nobody yet.
      level: declined || documentDoubtful ? 'claimed' : assurance,
      today,
      patientBirth,
      // A letter that a clerk typed does not take it from a patient that he stops a mandate himself.
      capacity: finding?.source === 'record' ? finding.capacity : null,
      mandate: stop === null ? 'none' : 'ofThisHospital',
    },
    policy,
  )
}

/** Who takes back his own part of a set does it for himself, as who gives up his own access. */
const groundOf = (by: Stoppable['by'] | null): WithdrawalFacts['by'] =>
  by === null ? 'somebodyElse' : by === 'signer' ? 'grantee' : by

/** Who stands for the patient by the papers that the clerk held, so that he may stop what others have; null: nobody. */
export function standsForPatient(
  { evidence }: Pick<VisitRecord, 'evidence'>,
  today: CalendarDay,
): Extract<Stoppable['by'], 'holderOfAuthority' | 'curator' | 'mentor'> | null {
  const ruling = paperOf(evidence, 'ruling')
  const holds = ruling !== null && ruling.effectiveOn <= today && (ruling.until === null || ruling.until >= today)
  const extract = paperOf(evidence, 'authorityExtract')
  if (extract !== null && extract.authority !== 'notHolder') return 'holderOfAuthority'
  if (!holds) return null
  switch (ruling.measure) {
    case 'guardianship':
      return 'holderOfAuthority'
    case 'curatele':
      return 'curator'
    case 'mentorship':
      return 'mentor'
    case 'partialAuthority':
    case 'bewind':
    case 'foreign':
      return null
    default:
      return ruling.measure satisfies never
  }
}
