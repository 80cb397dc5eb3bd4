/**
 * For any number of signers and every kind of envelope: each signer's own acceptance of the terms, and a place for each
 * one's pen movement.
 */
import * as v from 'valibot'
import { escrowLimit, mostSteps } from '../../../limits.ts'
import { EnvelopeKind } from '../../envelope/envelope.ts'
import { CompactJwe, CompactJws, EnvelopeId } from '../../../ids.ts'
import { Acceptance, StoredDecision, Pdf, Times, Transaction, WithheldItems } from './parts.ts'

export const PayloadOfFormat3 = v.strictObject({
  format: v.literal(3),
  id: EnvelopeId,
  kind: EnvelopeKind,
  certificate: CompactJws,
  bundle: Transaction,
  pdf: v.nullable(Pdf),
  /** In the order in which was signed. */
  steps: v.pipe(v.array(CompactJws), v.maxLength(mostSteps)),
  /** One per step: that signer's pen movement, closed to the central too; the step binds it by its hash. Null: none. */
  escrows: v.pipe(v.array(v.nullable(v.pipe(CompactJwe, v.maxLength(escrowLimit)))), v.maxLength(mostSteps)),
  decision: StoredDecision,
  /** What a patient took out of the mandate that he gives, each `Type/id`; absent: nothing. On no paper and in no resource. */
  withheld: v.optional(WithheldItems),
  /** Of each participant, in the order in which the decision names them; a withdrawal has none. */
  acceptances: v.pipe(v.array(Acceptance), v.maxLength(mostSteps)),
  /** Of an act: the set that it belongs to, and what was signed, which its kind's checks read. Null for other kinds. */
  set: v.nullable(EnvelopeId),
  act: v.unknown(),
  times: Times,
  manifest: CompactJws,
})
export type PayloadOfFormat3 = v.InferOutput<typeof PayloadOfFormat3>
