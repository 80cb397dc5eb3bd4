/** What the house composes of a complete set of acts: see `compose-acts.ts`. */
import type { Evidence } from '../domain/contract/gateway/evidence.ts'
import type { Instant } from '../domain/ids.ts'
import type { ActSet } from '../domain/requests/acts/act-set.ts'
import type { FormDecision } from '../domain/rules/basis/decision.ts'

export interface ActsPaper {
  /** Every signer's act, in the order of the decision's signers. */
  readonly acts: ActSet
  /** `referenceOf` the set. */
  readonly reference: string
  /** When the house composes and seals. */
  readonly at: Instant
  /** As it goes into `decision.json`. */
  readonly decision: FormDecision & { readonly [more: string]: unknown }
  readonly policy: { readonly hospital: { readonly name: string }; readonly version: number }
  /** Papers that clerks looked at, of all visits. */
  readonly evidence: readonly Evidence[]
  /** The answers as FHIR QuestionnaireResponse in Dutch (`responseOf` with `nl`, `authored` at one of the acts). */
  readonly response: unknown
}

/** Why nothing is composed. A set with a no or a later never becomes paper. */
export type ActsProblem =
  | 'malformed'
  /** Fewer or others than the decision asks for, or in another order. */
  | 'signers'
  /** A private answer that is missing, or is not a yes. */
  | 'notYes'
  /** Acts about another set, form, patient or request. */
  | 'otherRequest'
  /** A step that its visit's key did not sign, or that signed another content or ink. */
  | 'steps'
  | 'ink'
  | 'witness'
  | 'device'
  | 'time'

/** Composed, with an empty place for the house's seal (`prepareSeal`); or why not. */
export type ComposedActs =
  | { readonly ok: true; readonly composed: Uint8Array }
  | { readonly ok: false; readonly problem: ActsProblem; readonly detail: string }
