/** What is to be written of an answer, once it was judged. */
import type { ApproverPerson, RefuseReason } from '../decisions/decision.ts'
import type { Decided } from '../decisions/decided.ts'
import type { Committed } from '../request-store.ts'
import type { LeftNow } from './left.ts'
import type { Waiting } from './waiting.ts'

/** What is written: the answer as it came out. */
export type Outcome =
  | { readonly kind: 'granted'; readonly left: Extract<LeftNow, { kind: 'form' }>; readonly isLess: boolean }
  | { readonly kind: 'rejected'; readonly reason: RefuseReason }
  | { readonly kind: 'outdated'; readonly why: Extract<LeftNow, { kind: 'outdated' }>['why'] }

export interface Writing {
  readonly waiting: Waiting
  readonly turn: number
  readonly by: ApproverPerson
  readonly outcome: Outcome
}

export type Written =
  | { readonly decided: Decided }
  | Exclude<Committed, { kind: 'stored' | 'known' }>
  /** What was signed does not make a form any more. */
  | { readonly kind: 'altered' }
