/** Somebody of the hospital answers a request: which one, who, and what. */
import type { EnvelopeId } from '../../../domain/ids.ts'
import { approvalReasons } from '../../../domain/document/approval.ts'
import type { Less } from '../../../domain/rules/agree-to-less.ts'
import type { Approver } from '../../../domain/rules/basis/decision.ts'

/** As whoever answers saw it: anything that changed since is looked at again. */
export type AskedFor =
  /** A form in the record: the Task that asks to approve it. `version`: its `meta.versionId`. */
  | { readonly kind: 'form'; readonly task: string; readonly version: string }
  /** A set with a private answer, of which nothing stands in the record yet. */
  | { readonly kind: 'set'; readonly id: EnvelopeId; readonly version: number }

/** Who answers, as the hospital's log-in knows him. */
export interface ApproverPerson {
  /** `sub` of the identity provider for staff. */
  readonly id: string
  readonly name: string
  readonly role: Approver
  /** Number in the BIG register; null: none. */
  readonly registration: string | null
  /** `acr` of the log-in; null: the provider said none. */
  readonly acr: string | null
}

export const refuseReasons = approvalReasons.refuse
export type RefuseReason = (typeof refuseReasons)[number]

export type Answer =
  | {
      readonly kind: 'agree'
      /** Absent: to all of it. */
      readonly less?: Less
      /** Digest of what the rules left when he looked; absent: whatever they leave now. */
      readonly seen?: string
    }
  /** `reason` null: he chose none yet. No representative ever sees it (Civil Code 7:465(4)). */
  | { readonly kind: 'refuse'; readonly reason: RefuseReason | null }

export interface Deciding {
  readonly asked: AskedFor
  readonly by: ApproverPerson
  readonly answer: Answer
}
