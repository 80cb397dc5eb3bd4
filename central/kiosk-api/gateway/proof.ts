/** DPoP proofs: that a request comes from whoever holds V (RFC 9449 section 4.3). */
import { createHash } from 'node:crypto'
import { EmbeddedJWK, jwtVerify } from 'jose'
import * as v from 'valibot'
import { PublicJwk } from '../../../domain/ids.ts'
import type { Sha256 } from '../../../domain/ids.ts'
import { thumbprintOf } from '../../keys/house-key.ts'
import type { SeenProofs } from './seen-proofs.ts'

const ProofClaims = v.object({
  jti: v.pipe(v.string(), v.minLength(8), v.maxLength(128)),
  htm: v.string(),
  htu: v.string(),
  iat: v.number(),
  ath: v.optional(v.string()),
})

/** Seconds that a proof may be older or newer than the central's clock; the session uses the central's own time. */
const window = 60

export interface ProofRequest {
  readonly headers: Headers
  readonly method: string
  /** Origin and path as the client addressed it, no query. */
  readonly target: string
  /** Null at the token endpoint. */
  readonly accessToken: string | null
  readonly now: Date
  readonly proofs: SeenProofs
}

/** The thumbprint of the key that proved itself; null when the proof fails in any way. */
export async function provenKey(request: ProofRequest): Promise<Sha256 | null> {
  const proof = request.headers.get('dpop')
  if (proof === null) return null
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ['ES256'],
      currentDate: request.now,
      clockTolerance: window,
    })
    const claims = v.parse(ProofClaims, payload)
    const key = await thumbprintOf(v.parse(PublicJwk, protectedHeader.jwk))
    const now = Math.floor(request.now.getTime() / 1000)
    const good =
      claims.htm === request.method &&
      withoutQuery(claims.htu) === request.target &&
      Math.abs(now - claims.iat) <= window &&
      (request.accessToken === null || claims.ath === hashOf(request.accessToken))
    if (!good) return null
    const used = { key, jti: claims.jti, until: claims.iat + window + 1, now }
    return (await request.proofs.acceptOnce(used)) ? key : null
  } catch {
    return null
  }
}

/** `ath` (RFC 9449 section 4.2): SHA-256 of the access token, base64url. */
export function hashOf(accessToken: string): string {
  return createHash('sha256').update(accessToken, 'ascii').digest('base64url')
}

function withoutQuery(address: string): string {
  const url = new URL(address)
  return `${url.origin}${url.pathname}`
}
