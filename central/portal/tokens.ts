/**
 * A portal's token of five minutes, for an assertion by its own key (RFC 6749 section 4.4 with RFC 7523 section 2.2, as SMART
 * Backend Services has it). Nobody without a key of a portal of ours is answered anything.
 */
import { decodeJwt, jwtVerify, SignJWT } from 'jose'
import { verifyingKey } from '../kiosk-api/gateway/jwk.ts'
import type { PortalClient } from './clients.ts'
import type { PortalPorts } from './ports.ts'

/** Seconds. */
export const portalTokenLifetime = 300
/** Seconds that an assertion may live, and by which a portal may misjudge our time. */
const longestAssertion = 300
const clockTolerance = 60
const audience = 'balie-portal'
const typ = 'balie-portal+jwt'

type Of = Pick<PortalPorts, 'clients' | 'proofs' | 'key' | 'now' | 'origin'>

/** The portal that made this assertion, or null; each `jti` counts once. */
export async function portalOfAssertion(of: Of, assertion: string): Promise<PortalClient | null> {
  const { clients, proofs, now, origin } = of
  try {
    const client = await clients.find(decodeJwt(assertion).iss ?? '')
    if (client === null) return null
    const { payload } = await jwtVerify(assertion, await verifyingKey(client.key), {
      algorithms: ['ES256'],
      issuer: client.id,
      subject: client.id,
      audience: `${origin()}/portal/token`,
      currentDate: now(),
      clockTolerance,
      requiredClaims: ['exp', 'jti'],
    })
    const { exp = 0, jti = '' } = payload
    if (exp > now().getTime() / 1000 + longestAssertion + clockTolerance || jti === '' || jti.length > 100) return null
    const proof = { key: client.id, jti, until: Math.ceil(exp) + clockTolerance, now: now().getTime() / 1000 }
    return (await proofs.acceptOnce(proof)) ? client : null
  } catch {
    return null
  }
}

export async function portalToken({ key, now, origin }: Of, client: PortalClient): Promise<string> {
  const issuedAt = Math.floor(now().getTime() / 1000)
  return await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', typ, kid: key.kid })
    .setIssuer(origin())
    .setAudience(audience)
    .setSubject(client.id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + portalTokenLifetime)
    .sign(key.private)
}

/** The portal of `Authorization: Bearer …`; null for everything else, a withdrawn portal included. */
export async function portalOfToken({ clients, key, now, origin }: Of, request: Request): Promise<PortalClient | null> {
  const token = /^Bearer ([A-Za-z0-9_.-]{1,4000})$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (token === undefined) return null
  try {
    const { payload } = await jwtVerify(token, await verifyingKey(key.public), {
      typ,
      algorithms: ['ES256'],
      issuer: origin(),
      audience,
      currentDate: now(),
    })
    return await clients.find(payload.sub ?? '')
  } catch {
    return null
  }
}
