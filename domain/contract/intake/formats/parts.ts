/** What an envelope's payload is made of, in every format. */
import * as v from 'valibot'
import { EnvelopeId, Instant, Sha256, VisitId } from '../../../ids.ts'
import { Language } from '../../../language.ts'
import { EnvelopeKind } from '../../envelope/envelope.ts'

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
