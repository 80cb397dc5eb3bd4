/** Enrolment: a one-time code pins the Root key before the kiosk sends anything. */
import * as v from 'valibot'
import { CompactJws, DeviceId, PublicJwk, Sha256 } from '../../ids.ts'

/**
 * "BALIE1-" + 26 characters of secret + "-" + JWK thumbprint (RFC 7638) of the Root key, base64url. Valid 24 hours, once.
 */
export const EnrolmentCode = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^BALIE1-[A-Z2-7]{26}-[A-Za-z0-9_-]{43}$/),
  v.brand('EnrolmentCode'),
)
export type EnrolmentCode = v.InferOutput<typeof EnrolmentCode>

/** The two halves of a code: what is sent, and what pins. */
export function splitEnrolmentCode(code: EnrolmentCode): { readonly secret: string; readonly root: Sha256 } {
  const [, secret = ''] = code.split('-', 2)
  return { secret, root: v.parse(Sha256, code.slice('BALIE1-'.length + secret.length + 1)) }
}

/** GET /enrolment/root (before anything is sent): Root's public key; its thumbprint must equal the pinned one. */
export const RootAnswer = v.strictObject({ root: PublicJwk, keyset: CompactJws })
export type RootAnswer = v.InferOutput<typeof RootAnswer>

/** POST /enrolment. Each request is a PKCS#10 (RFC 2986) in PEM, self-signed: proof of possession. */
export const EnrolmentRequest = v.strictObject({
  secret: v.pipe(v.string(), v.regex(/^[A-Z2-7]{26}$/)),
  requests: v.strictObject({ auth: v.string(), seal: v.string(), log: v.string() }),
  app: v.pipe(v.string(), v.maxLength(80)),
})
export type EnrolmentRequest = v.InferOutput<typeof EnrolmentRequest>

export const EnrolmentAnswer = v.strictObject({
  device: DeviceId,
  /** PEM, D-seal's leaf first, then the CA. */
  sealChain: v.string(),
  keyset: CompactJws,
})
export type EnrolmentAnswer = v.InferOutput<typeof EnrolmentAnswer>

/**
 * POST /enrolment/renewal: a compact JWS (typ "balie-renewal+jwt") by the D-auth that the kiosk has, also when that one
 * has ended. Its keys are new ones, each request signed by its own. Answered by an {@link EnrolmentAnswer}.
 */
export const Renewal = v.strictObject({
  iss: DeviceId,
  /** The address it was sent to. */
  aud: v.string(),
  jti: v.pipe(v.string(), v.uuid()),
  iat: v.number(),
  exp: v.number(),
  requests: v.strictObject({ auth: v.string(), seal: v.string(), log: v.string() }),
})
export type Renewal = v.InferOutput<typeof Renewal>

export const renewalType = 'balie-renewal+jwt'

/**
 * RFC 9457 problem of POST /enrolment/renewal. `approvalNeeded`: its keys ended so long ago that a person must say yes;
 * the kiosk asks again.
 */
export const RenewalProblem = v.picklist(['unauthorized', 'requestWrong', 'approvalNeeded', 'busy'])
export type RenewalProblem = v.InferOutput<typeof RenewalProblem>

/** RFC 9457 problem of POST /enrolment: what is the matter with the code or the requests. */
export const EnrolmentProblem = v.picklist(['codeWrong', 'codeUsed', 'codeExpired', 'requestWrong'])
export type EnrolmentProblem = v.InferOutput<typeof EnrolmentProblem>
