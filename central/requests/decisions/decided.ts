/** What came of an answer to a request. Whatever is not `granted`, `rejected` or `outdated` has changed nothing. */
import type { NextId } from '../../../domain/rules/refusals/next.ts'

export const decisionRefusals = [
  /** There is no such request. */
  'unknown',
  /** Somebody answered it before. */
  'decidedBefore',
  /** It was taken back, or ended, meanwhile. */
  'withdrawn',
  /** The desk froze it, or doubts a paper. */
  'frozen',
  /** Not everybody has signed. */
  'notComplete',
  /** It, or what the rules leave of it, is not any more as the page showed it. */
  'stale',
  /** A physician has to answer. */
  'physicianOnly',
  /** The approver, a clerk or the physician of a finding may be patient, signer or grantee (fixed). */
  'party',
  /** The policy asks for a stronger log-in. */
  'loginTooWeak',
  'reasonMissing',
  /** His signature is not what the policy asks, or he has no number in the register. */
  'cannotSign',
  /** He would agree to more than was signed, or to nothing. */
  'notLess',
  /** The stored form is not what was sealed. */
  'paperAltered',
  /** What the rules need is not kept: signed with a central of before. */
  'factsNotKept',
] as const
export type DecisionRefusal = (typeof decisionRefusals)[number]

export type Decided =
  /** Access holds. `mandates`: `Consent/<id>` of each. */
  | { readonly kind: 'granted'; readonly mandates: readonly string[] }
  | { readonly kind: 'rejected' }
  /** The rules of today ask or allow something else: it ended, and a new form is needed. */
  | { readonly kind: 'outdated'; readonly why: Outdated }
  | { readonly kind: 'refused'; readonly why: DecisionRefusal }

/** Why the rules do not let it go on. `staff` is for staff only. */
export interface Outdated {
  /** Of `domain/rules/refusals/approval.ts`, or `approval.policyWithdrawn`. */
  readonly id: string
  /** Rules behind it. */
  readonly rules: readonly string[]
  readonly staff: string
  readonly next: NextId
}
