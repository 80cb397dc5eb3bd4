/** The desk page as a client of OpenID Connect: authorization code with PKCE (RFC 7636), state and nonce. */
import * as client from 'openid-client'
import * as v from 'valibot'
import type { Route } from '../../http/route.ts'
import { errorPage } from '../oidc/pages.ts'
import { callbackPath, deskClient } from '../oidc/provider.ts'
import { cookie, page, seeOther } from '../pages/respond.ts'
import type { StaffSessions } from './sessions.ts'
import { csrfMatches } from './sessions.ts'

const IdClaims = v.object({ sub: v.string(), name: v.string(), role: v.picklist(['clerk', 'physician']) })

interface Started {
  readonly verifier: string
  readonly state: string
  readonly nonce: string
  readonly at: number
}

/** Carries the start of a login only; Lax, because a hospital's provider answers from another site. */
const startCookie = 'balie_login'
/** Milliseconds that a login may take. */
const patience = 10 * 60 * 1000

export function loginRoutes({
  origin,
  sessions,
  now,
}: {
  readonly origin: string
  readonly sessions: StaffSessions
  readonly now: () => Date
}): readonly Route[] {
  const started = new Map<string, Started>()
  const secure = !isLoopback(origin)
  let discovered: Promise<client.Configuration> | null = null
  const configuration = () =>
    (discovered ??= discover(origin).catch((error: unknown) => {
      // The provider may be away for a moment: the next login asks again.
      discovered = null
      throw error
    }))

  return [
    {
      method: 'GET',
      path: '/staff/login',
      async handle() {
        const config = await configuration()
        for (const [key, { at }] of started) if (now().getTime() - at > patience) started.delete(key)
        const id = client.randomState()
        const attempt: Started = {
          verifier: client.randomPKCECodeVerifier(),
          state: client.randomState(),
          nonce: client.randomNonce(),
          at: now().getTime(),
        }
        started.set(id, attempt)
        const target = client.buildAuthorizationUrl(config, {
          redirect_uri: `${origin}${callbackPath}`,
          scope: 'openid profile',
          code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
          code_challenge_method: 'S256',
          state: attempt.state,
          nonce: attempt.nonce,
          // A locked desk asks for the password again, whatever the provider remembers.
          prompt: 'login',
        })
        const attributes = `Path=/staff; HttpOnly; SameSite=Lax; Max-Age=${patience / 1000}${secure ? '; Secure' : ''}`
        return seeOther(target.href, [`${startCookie}=${id}; ${attributes}`])
      },
    },
    {
      method: 'GET',
      path: callbackPath,
      async handle({ request, url }) {
        const id = cookie(request, startCookie) ?? ''
        const attempt = started.get(id)
        started.delete(id)
        if (attempt === undefined || now().getTime() - attempt.at > patience) return page(errorPage(), 400)
        try {
          const config = await configuration()
          const current = new URL(`${origin}${callbackPath}${url.search}`)
          const tokens = await client.authorizationCodeGrant(config, current, {
            pkceCodeVerifier: attempt.verifier,
            expectedState: attempt.state,
            expectedNonce: attempt.nonce,
            idTokenExpected: true,
          })
          const { sub, name, role } = v.parse(IdClaims, tokens.claims())
          return seeOther('/desk', [sessions.open({ id: sub, name }, role), `${startCookie}=; Path=/staff; Max-Age=0`])
        } catch {
          return page(errorPage(), 400)
        }
      },
    },
    {
      method: 'POST',
      path: '/staff/logout',
      bodyLimit: 1024,
      async handle({ request, body }) {
        const session = sessions.of(request, { touch: true })
        const csrf = new URLSearchParams(new TextDecoder().decode(body)).get('csrf')
        if (session !== null && !csrfMatches(session, csrf)) return page(errorPage(), 403)
        return seeOther('/desk', [sessions.close(request)])
      },
    },
  ]
}

async function discover(origin: string): Promise<client.Configuration> {
  const options = isLoopback(origin) ? { execute: [client.allowInsecureRequests] } : {}
  return await client.discovery(new URL(`${origin}/oidc`), deskClient, undefined, client.None(), options)
}

/** Plain HTTP is for this machine only (RFC 8252 section 8.3). */
function isLoopback(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]')
}
