/** What is inside an envelope: readable by session and central only. Main must not import this folder. */
import * as v from 'valibot'
import { escrowLimit } from '../document/escrow.ts'
import { CompactJwe, CompactJws, EnvelopeId, Instant, Milliseconds, Sha256, VisitId } from '../ids.ts'
import { Language } from '../language.ts'
import { EnvelopeKind } from '../envelope/envelope.ts'

/** The terms and the privacy statement as they were accepted. */
export const Acceptance = v.strictObject({
  language: Language,
  at: Instant,
  documents: v.array(v.strictObject({ id: v.picklist(['terms', 'privacy']), version: v.string() })),
})
export type Acceptance = v.InferOutput<typeof Acceptance>

/** Claims of the manifest, a JWS (typ "balie-manifest+jwt") by V: nothing in the envelope can be swapped. */
export const Manifest = v.strictObject({
  id: EnvelopeId,
  visit: VisitId,
  kind: EnvelopeKind,
  /** SHA-256 over the UTF-8 of the canonical JSON (RFC 8785) of `bundle`. */
  bundle: Sha256,
  /** SHA-256 over the PDF's bytes; null for kind `acceptance`. */
  pdf: v.nullable(Sha256),
  /** SHA-256 over the compact JWS strings joined by "\n". */
  steps: Sha256,
  decision: Sha256,
  acceptance: Sha256,
})
export type Manifest = v.InferOutput<typeof Manifest>

export const EnvelopePayload = v.strictObject({
  id: EnvelopeId,
  kind: EnvelopeKind,
  certificate: CompactJws,
  /** FHIR R4 Bundle of type transaction, at most 8 entries; checked resource by resource at the intake. */
  bundle: v.looseObject({
    resourceType: v.literal('Bundle'),
    type: v.literal('transaction'),
    entry: v.array(v.unknown()),
  }),
  /** base64 of the sealed PDF. */
  pdf: v.nullable(v.pipe(v.string(), v.base64())),
  steps: v.array(CompactJws),
  /** The signer's pen movement, closed to the central too; the step binds it by its hash. */
  escrow: v.optional(v.pipe(CompactJwe, v.maxLength(escrowLimit))),
  /** The rules' decision as the session had it, and the ids that led to it. */
  decision: v.looseObject({ kind: v.string() }),
  acceptance: Acceptance,
  times: v.strictObject({ signedAt: Instant, uncertainty: Milliseconds }),
  manifest: CompactJws,
})
export type EnvelopePayload = v.InferOutput<typeof EnvelopePayload>
