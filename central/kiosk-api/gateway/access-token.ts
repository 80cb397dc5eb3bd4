/** The gateway's access token: five minutes, bound to V (RFC 9449 section 6), without any right in it. */
import { jwtVerify, SignJWT } from 'jose'
import * as v from 'valibot'
import { Sha256, VisitId } from '../../../domain/ids.ts'
import { verifyingKey } from './jwk.ts'
import type { TokenKey } from './ports.ts'

/** Seconds (docs/protocol.md, sequence 2). */
export const accessTokenLifetime = 300

const TokenClaims = v.object({ sub: VisitId, cnf: v.strictObject({ jkt: Sha256 }) })

export async function issueAccessToken({
  visit,
  keyThumbprint,
  origin,
  key,
  now,
}: {
  readonly visit: VisitId
  readonly keyThumbprint: Sha256
  readonly origin: string
  readonly key: TokenKey
  readonly now: Date
}): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000)
  return await new SignJWT({ cnf: { jkt: keyThumbprint } })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid })
    .setIssuer(origin)
    .setAudience(origin)
    .setSubject(visit)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + accessTokenLifetime)
    .sign(key.privateKey)
}

/** Visit and key of a token that this gateway issued and that still lives; null otherwise. */
export async function readAccessToken({
  token,
  origin,
  key,
  now,
}: {
  readonly token: string
  readonly origin: string
  readonly key: TokenKey
  readonly now: Date
}): Promise<{ readonly visit: VisitId; readonly keyThumbprint: Sha256 } | null> {
  try {
    const { payload } = await jwtVerify(
      token,
      async (header) => {
        const jwk = key.publicKeys.find((candidate) => candidate.kid === header.kid)
        if (jwk === undefined) throw new Error('unknown kid')
        return await verifyingKey(jwk)
      },
      { typ: 'at+jwt', algorithms: ['ES256'], issuer: origin, audience: origin, currentDate: now },
    )
    const { sub, cnf } = v.parse(TokenClaims, payload)
    return { visit: sub, keyThumbprint: cnf.jkt }
  } catch {
    return null
  }
}
