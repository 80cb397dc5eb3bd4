/** What whoever answers is shown of what waits. It is made of what the rules say (../decide), and nothing of it is decided here. */
import type { DataKind } from '../../../domain/data-kinds.ts'
import type { CalendarDay, DeviceId, Instant } from '../../../domain/ids.ts'
import type { Approver } from '../../../domain/rules/basis/decision.ts'
import type { AskedFor } from './decision.ts'
import type { DecisionRefusal, Outdated } from './decided.ts'

/** A line of the work list. */
export interface QueuedRequest {
  readonly asked: AskedFor
  readonly patient: {
    /** `Patient/<id>` */
    readonly reference: string
    readonly name: string
    readonly birthDate: string
  }
  /** What was asked for, in the journey's own words. */
  readonly form: string
  readonly approver: Approver
  /** When the last of them signed. */
  readonly since: Instant
  /** The kiosk at which a signer still waits; null: nobody does. */
  readonly waitsAt: DeviceId | null
  readonly isFrozen: boolean
}

export interface ShownSigner {
  readonly name: string
  /** What he is to the patient, in words. */
  readonly role: string
  readonly at: Instant
  /** How the desk knew him, in words. */
  readonly identity: string
}

/** One request, opened. */
export interface ShownRequest extends QueuedRequest {
  /** As on the receipt. */
  readonly reference: string
  readonly signers: readonly ShownSigner[]
  /** Papers that the desk saw. */
  readonly papers: readonly string[]
  readonly rules: Rules
  /** To be sent along with an agreement. */
  readonly seen: string
  /** Why this person may not answer, or nobody can agree; null: nothing stands in the way. */
  readonly problem: DecisionRefusal | null
  /** `DocumentReference/<id>` of the form; null: it is composed when somebody agrees. */
  readonly document: string | null
  /** The patient is a child who signs himself. */
  readonly childSigns: boolean
}

export type Rules =
  | {
      readonly kind: 'form'
      readonly kinds: readonly DataKind[]
      readonly start: CalendarDay
      readonly lastDay: CalendarDay | null
      /** Why, by the rules' own sentences. */
      readonly because: readonly { readonly id: string; readonly nl: string }[]
      /** The two parents asked for different things; neither of them sees that. */
      readonly wishesDiffer: boolean
    }
  | { readonly kind: 'outdated'; readonly why: Outdated }
  | { readonly kind: 'unknown' }
