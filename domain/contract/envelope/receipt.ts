/** What the central signs for each envelope it was given: stored, or quarantined with the reasons. */
import * as v from 'valibot'
import { EnvelopeId, Instant, Sha256 } from '../../ids.ts'

/** One ordered list of checks at the intake; the first that fails names the reason. */
export const quarantineReasons = [
  'cannotOpen',
  'malformed',
  'device',
  'certificate',
  'manifest',
  'visit',
  'identity',
  'patient',
  'form',
  'steps',
  'seal',
  'document',
  'rules',
  'bundle',
  'storage',
] as const
export const QuarantineReason = v.picklist(quarantineReasons)
export type QuarantineReason = v.InferOutput<typeof QuarantineReason>

/**
 * Claims of the JWS (typ "balie-receipt+jwt") by a receipt key of the keyset. A kiosk deletes an envelope by it and does
 * nothing with the reason, so it takes any word: a central that is newer than its kiosks may have learned one.
 */
export const Receipt = v.variant('result', [
  v.strictObject({ result: v.literal('stored'), id: EnvelopeId, sha256: Sha256, at: Instant }),
  v.strictObject({
    result: v.literal('quarantined'),
    id: EnvelopeId,
    sha256: Sha256,
    at: Instant,
    reason: v.pipe(v.string(), v.regex(/^[A-Za-z]{1,40}$/)),
  }),
])
export type Receipt = v.InferOutput<typeof Receipt>

/**
 * The central would keep this envelope apart and has no more room for that of this kiosk: the kiosk keeps it, goes on with
 * the others and starts no visit until somebody has looked (RFC 9110 section 15.5.21, type "quarantineFull").
 */
export const quarantineFullStatus = 422

/** PUT /intake/envelopes/{id} answers 200 or 201 with this. */
export const IntakeAnswer = v.strictObject({ receipt: v.string() })
export type IntakeAnswer = v.InferOutput<typeof IntakeAnswer>
