/**
 * The sealed envelope: a compact JWE to the central's intake key. Main sees the protected header and the size,
 * nothing else; the kiosk cannot open it again.
 */
import * as v from 'valibot'
import { EnvelopeId } from '../../ids.ts'

/**
 * `form`: signed in one visit by everybody whom it needs. `act`: what one signer of several visits signed, or one with a
 * private answer. `acceptance`: terms without a form. `withdrawal`: a mandate is stopped.
 */
export const EnvelopeKind = v.picklist(['form', 'act', 'acceptance', 'withdrawal'])
export type EnvelopeKind = v.InferOutput<typeof EnvelopeKind>

/** The whole protected header: `epk` is needed by ECDH-ES (RFC 7518 section 4.6.1.1). */
export const EnvelopeHeader = v.strictObject({
  alg: v.literal('ECDH-ES'),
  enc: v.literal('A256GCM'),
  typ: v.literal('balie-envelope'),
  kid: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  id: EnvelopeId,
  kind: EnvelopeKind,
  epk: v.strictObject({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string() }),
})
export type EnvelopeHeader = v.InferOutput<typeof EnvelopeHeader>
