/** Proof of possession of V for one request (RFC 9449 section 4.2). */
import { createHash, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { VisitKey } from '../arm/visit-key.ts'

/** `accessToken` null at the token endpoint; `nonce` when the central gave one (section 8). */
export async function dpopProof(input: {
  readonly key: VisitKey
  readonly method: string
  readonly url: URL
  readonly seconds: number
  readonly accessToken: string | null
  readonly nonce: string | null
}): Promise<string> {
  const { accessToken, nonce } = input
  const { kty, crv, x, y } = input.key.public
  const ath = accessToken === null ? {} : { ath: createHash('sha256').update(accessToken, 'ascii').digest('base64url') }
  return await new SignJWT({
    jti: randomUUID(),
    htm: input.method,
    htu: `${input.url.origin}${input.url.pathname}`,
    iat: input.seconds,
    ...ath,
    ...(nonce === null ? {} : { nonce }),
  })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } })
    .sign(input.key.private)
}
