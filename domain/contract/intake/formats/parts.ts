/** What an envelope's payload is made of, in every format. */
import * as v from 'valibot'
import { EnvelopeId, Instant, Milliseconds, Sha256, VisitId } from '../../../ids.ts'
import { mostWithheld } from '../../../limits.ts'
import { Language } from '../../../language.ts'
import { EnvelopeKind } from '../../envelope/envelope.ts'

/** FHIR R4 Bundle of type transaction, at most 40 entries; checked resource by resource at the intake. */
export const Transaction = v.looseObject({
  resourceType: v.literal('Bundle'),
  type: v.literal('transaction'),
  entry: v.pipe(v.array(v.unknown()), v.maxLength(40)),
})

/** base64 of the sealed PDF. */
export const Pdf = v.pipe(v.string(), v.base64())

/** The rules' decision as the session had it, and the ids that led to it. */
export const StoredDecision = v.looseObject({ kind: v.string() })

/** Resources of the dossier that a patient took out of a mandate. */
export const WithheldItems = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[A-Z][A-Za-z]{3,40}\/[A-Za-z0-9.-]{1,64}$/))),
  v.minLength(1),
  v.maxLength(mostWithheld),
  v.check((items) => new Set(items).size === items.length, 'an item is named twice'),
)

/** When the last of an envelope's acts happened. */
export const Times = v.strictObject({ signedAt: Instant, uncertainty: Milliseconds })

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
  /** SHA-256 over the PDF's bytes; null for an envelope without one. */
  pdf: v.nullable(Sha256),
  /** SHA-256 over the compact JWS strings joined by "\n". */
  steps: Sha256,
  decision: Sha256,
  /** Over the canonical JSON of `acceptances`; in formats 1 and 2 of the one `acceptance`. */
  acceptance: Sha256,
  /** Over the canonical JSON of `withheld`; absent where that is. */
  withheld: v.optional(Sha256),
  /** Of an act: over the canonical JSON of {act, set}. */
  act: v.optional(Sha256),
})
export type Manifest = v.InferOutput<typeof Manifest>
