/** As kiosks wrote it up to commit 5d62466: without a number, for the one signer that a form had. Never changed again. */
import * as v from 'valibot'
import { escrowLimit, mostSteps } from '../../../limits.ts'
import { CompactJwe, CompactJws, EnvelopeId } from '../../../ids.ts'
import { Acceptance, StoredDecision, Pdf, Times, Transaction } from './parts.ts'

export const PayloadOfFormat1 = v.strictObject({
  format: v.optional(v.never()),
  id: EnvelopeId,
  kind: v.picklist(['form', 'acceptance']),
  certificate: CompactJws,
  bundle: Transaction,
  pdf: v.nullable(Pdf),
  steps: v.pipe(v.array(CompactJws), v.maxLength(mostSteps)),
  /** The signer's pen movement, closed to the central too; the step binds it by its hash. */
  escrow: v.optional(v.pipe(CompactJwe, v.maxLength(escrowLimit))),
  decision: StoredDecision,
  acceptance: Acceptance,
  times: Times,
  manifest: CompactJws,
})
