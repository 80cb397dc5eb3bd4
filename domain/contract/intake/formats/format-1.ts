/** As kiosks wrote it up to commit 5d62466: without a number. Never changed again. */
import * as v from 'valibot'
import { escrowLimit, mostSteps } from '../../../limits.ts'
import { EnvelopeKind } from '../../envelope/envelope.ts'
import { CompactJwe, CompactJws, EnvelopeId, Instant, Milliseconds } from '../../../ids.ts'
import { Acceptance } from './parts.ts'

export const PayloadOfFormat1 = v.strictObject({
  format: v.optional(v.never()),
  id: EnvelopeId,
  kind: EnvelopeKind,
  certificate: CompactJws,
  /** FHIR R4 Bundle of type transaction, at most 40 entries; checked resource by resource at the intake. */
  bundle: v.looseObject({
    resourceType: v.literal('Bundle'),
    type: v.literal('transaction'),
    entry: v.pipe(v.array(v.unknown()), v.maxLength(40)),
  }),
  /** base64 of the sealed PDF. */
  pdf: v.nullable(v.pipe(v.string(), v.base64())),
  steps: v.pipe(v.array(CompactJws), v.maxLength(mostSteps)),
  /** The signer's pen movement, closed to the central too; the step binds it by its hash. */
  escrow: v.optional(v.pipe(CompactJwe, v.maxLength(escrowLimit))),
  /** The rules' decision as the session had it, and the ids that led to it. */
  decision: v.looseObject({ kind: v.string() }),
  acceptance: Acceptance,
  times: v.strictObject({ signedAt: Instant, uncertainty: Milliseconds }),
  manifest: CompactJws,
})
