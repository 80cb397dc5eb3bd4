/** What the house composes of a complete set of acts, and what comes of it: see `compose-acts.ts`. */
import type { FormEvidence } from './form-evidence.ts'
import type { Instant, PublicJwk } from '../domain/ids.ts'
import type { ActSet } from '../domain/requests/acts/act-set.ts'
import type { FormDecision } from '../domain/rules/basis/decision.ts'
import type { Problem } from '../domain/verify/base/refusal.ts'

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
  readonly evidence: FormEvidence['papers']
  /** The answers as FHIR QuestionnaireResponse in Dutch (`responseOf` with `nl`, `authored` at one of the acts). */
  readonly response: unknown
  /** Public `D-log` keys of the devices, to check each visit's certificate; empty: only what the certificates say. */
  readonly deviceKeys: readonly PublicJwk[]
}

/**
 * Composed, with an empty place for the house's seal (`prepareSeal`); or why not, as the verifier would say it of the
 * finished file: `steps` for a set that is not complete, or in which somebody did not say yes.
 */
export type ComposedActs =
  | { readonly ok: true; readonly composed: Uint8Array }
  | { readonly ok: false; readonly problem: Problem; readonly detail: string }
