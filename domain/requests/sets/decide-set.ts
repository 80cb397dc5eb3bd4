/** The rules asked about a set, on the day of each of its acts: always with the facts of the person who asks. */
import type { IdentityClaim, MandateFacts } from '../../contract/gateway/visit-record.ts'
import type { MandateRequest } from '../../forms/request.ts'
import type { CalendarDay } from '../../ids.ts'
import { journeyOf } from '../../journeys/index.ts'
import type { Known, PatientFacts } from '../../journeys/known.ts'
import type { HospitalPolicy } from '../../policy/policy.ts'
import type { Decision } from '../../rules/basis/decision.ts'
import { decide } from '../../rules/index.ts'

/** Whoever asks, with his visit as the desk knew it. */
export interface Asker {
  readonly claim: IdentityClaim
  readonly record: Known['record']
  /** He signed on an earlier day: his document was valid when it was compared, his papers are measured again. */
  readonly earlier: boolean
}

export function decideSet(of: {
  readonly asker: Asker
  readonly patient: PatientFacts
  readonly mandates: MandateFacts
  readonly request: MandateRequest
  readonly policy: HospitalPolicy
  readonly day: CalendarDay
}): Decision {
  const { asker, patient, mandates, request, policy, day } = of
  const { claim, record, earlier } = asker
  const facts = journeyOf(claim.journey).facts({ record, claim, patient, mandates, request, today: day })
  if (!earlier) return decide({ facts, policy })
  const identity = { ...facts.applicant.identity, documentValidUntil: null }
  return decide({ facts: { ...facts, applicant: { ...facts.applicant, identity } }, policy })
}

/** What another holder of authority shows who comes by himself: his own paper has to name him as one of several. */
export type OwnPaper =
  { readonly kind: 'joint' } | { readonly kind: 'other' } | { readonly kind: 'refused'; readonly id: string }

export function ownPaper(of: Parameters<typeof decideSet>[0]): OwnPaper {
  const { asker, patient, mandates, request, day } = of
  const { claim, record } = asker
  const decided = decideSet(of)
  if (decided.kind === 'refusal') return { kind: 'refused', id: decided.id }
  const { evidence } = journeyOf(claim.journey).facts({ record, claim, patient, mandates, request, today: day })
  const joint = evidence.authorityExtract?.authority === 'joint' || evidence.ruling?.joint === true
  return { kind: joint ? 'joint' : 'other' }
}
