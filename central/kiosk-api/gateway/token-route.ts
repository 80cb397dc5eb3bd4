/** POST /token: visit certificate and a proof by V in, five minutes of access out; the first use opens the visit. */
import * as v from 'valibot'
import type { Route } from '../../http/route.ts'
import type { VisitRow } from '../../visits/visits.ts'
import { accessTokenLifetime, issueAccessToken } from './access-token.ts'
import type { GatewayPorts } from './ports.ts'
import { json, problemOf } from '../../http/answer.ts'
import { turns } from '../../http/rate.ts'
import type { Rate } from '../../http/rate.ts'
import { problem } from './problem.ts'
import { provenKey } from './proof.ts'
import { verifyVisitCertificate } from './visit-assertion.ts'
import type { VerifiedCertificate } from './visit-assertion.ts'

/** RFC 7523 section 2.1. */
const TokenRequest = v.strictObject({
  grant_type: v.literal('urn:ietf:params:oauth:grant-type:jwt-bearer'),
  assertion: v.pipe(v.string(), v.maxLength(8000)),
})

/**
 * One kiosk serves one person at a time and asks again after five minutes: far below this. A kiosk that asks more is broken
 * or not itself, and each request costs signatures and a row.
 */
export const tokenRate: Rate = { burst: 60, every: 1000 }

export function tokenRoute(ports: GatewayPorts): Route {
  const take = turns('visit token', tokenRate, ports)
  return {
    method: 'POST',
    path: '/token',
    bodyLimit: 16 * 1024,
    async handle({ request, body }) {
      const form = v.safeParse(TokenRequest, Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body))))
      if (!form.success) return problem('badRequest')
      const verified = await verifyVisitCertificate(form.output.assertion, ports)
      if (verified === null) return problem('unauthorized')
      // RFC 6585 section 4. "busy", and not "tooManyTries", which is about looking up patients.
      const wait = await take(verified.certificate.iss)
      if (wait > 0) return problemOf('busy', 429, { 'retry-after': String(wait) })
      const proven = await provenKey({
        headers: request.headers,
        method: 'POST',
        target: `${ports.origin()}/token`,
        accessToken: null,
        now: ports.now(),
        proofs: ports.proofs,
      })
      if (proven !== verified.keyThumbprint) return problem('unauthorized')
      const row = await findOrBegin(ports, verified)
      if (row === 'busy') return problem('busy')
      if (row === null) return problem('unauthorized')
      if (row.record.state === 'ended') return problem('ended')
      const token = await issueAccessToken({
        visit: row.record.visit,
        keyThumbprint: proven,
        origin: ports.origin(),
        key: ports.tokenKey,
        now: ports.now(),
      })
      return json({ access_token: token, token_type: 'DPoP', expires_in: accessTokenLifetime })
    },
  }
}

/** A visit belongs to the first device and key that came with it; another certificate for its id is refused (null). */
async function findOrBegin(
  { visits }: GatewayPorts,
  { certificate, keyThumbprint }: VerifiedCertificate,
): Promise<VisitRow | 'busy' | null> {
  const { sub: visit, iss: device, build } = certificate
  const begun = await visits.begin({ visit, device, keyThumbprint, build })
  switch (begun.kind) {
    case 'begun':
      return begun.row
    case 'full':
      return 'busy'
    case 'known':
      return begun.row.device === device && begun.row.keyThumbprint === keyThumbprint ? begun.row : null
    default:
      return begun satisfies never
  }
}
