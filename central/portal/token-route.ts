/** POST /portal/token: an assertion in, five minutes of asking out. */
import * as v from 'valibot'
import { json, problem, problemOf } from '../http/answer.ts'
import { turns } from '../http/rate.ts'
import type { Rate } from '../http/rate.ts'
import type { Route } from '../http/route.ts'
import type { PortalPorts } from './ports.ts'
import { portalOfAssertion, portalToken, portalTokenLifetime } from './tokens.ts'

const TokenRequest = v.looseObject({
  grant_type: v.literal('client_credentials'),
  client_assertion_type: v.literal('urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
  client_assertion: v.pipe(v.string(), v.maxLength(8000)),
})

/** A portal asks again after minutes. */
const tokenRate: Rate = { burst: 60, every: 1000 }

export function tokenRoute(ports: PortalPorts): Route {
  const take = turns('portal token', tokenRate, ports)
  return {
    method: 'POST',
    path: '/portal/token',
    bodyLimit: 16 * 1024,
    async handle({ body }) {
      const form = v.safeParse(TokenRequest, Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body))))
      if (!form.success) return problem('badRequest')
      const client = await portalOfAssertion(ports, form.output.client_assertion)
      if (client === null) return problem('unauthorized')
      const wait = await take(client.id)
      if (wait > 0) return problemOf('busy', 429, { 'retry-after': String(wait) })
      return json({
        access_token: await portalToken(ports, client),
        token_type: 'Bearer',
        expires_in: portalTokenLifetime,
        scope: 'system/Consent.rs',
      })
    },
  }
}
