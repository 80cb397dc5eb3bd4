/** A client of OpenID Connect on our own listener: authorization code with PKCE (RFC 7636), state and nonce. */
import * as client from 'openid-client'
import { cookie, seeOther } from '../staff/pages/respond.ts'

interface Started {
  readonly verifier: string
  readonly state: string
  readonly nonce: string
  readonly at: number
  /** What the login is for, kept here and not in an address. */
  readonly purpose: string
}

/** Milliseconds that a login may take. */
const patience = 10 * 60 * 1000
/** Most logins under way at once; the oldest goes first. */
const mostStarted = 10_000

export interface Login {
  /** Sends the browser to the provider. */
  start(purpose: string): Promise<Response>
  /** The claims of who logged in and what for; null when this login was not started here, is too old or does not hold. */
  finish(request: Request, url: URL): Promise<{ readonly claims: unknown; readonly purpose: string } | null>
  /** Set-Cookie value that ends the start's cookie. */
  readonly over: string
}

export function oidcLogin(options: {
  readonly origin: string
  /** Path of the provider on this listener. */
  readonly prefix: string
  readonly client: string
  readonly callbackPath: string
  /** Carries the start of a login only; Lax, because a hospital's provider answers from another site. */
  readonly cookieName: string
  readonly cookiePath: string
  readonly now: () => Date
}): Login {
  const { origin, callbackPath, cookieName, cookiePath, now } = options
  const started = new Map<string, Started>()
  const secure = isLoopback(origin) ? '' : '; Secure'
  let discovered: Promise<client.Configuration> | null = null
  const configuration = () =>
    (discovered ??= discover(options).catch((error: unknown) => {
      // The provider may be away for a moment: the next login asks again.
      discovered = null
      throw error
    }))
  return {
    over: `${cookieName}=; Path=${cookiePath}; Max-Age=0`,
    async start(purpose) {
      const config = await configuration()
      for (const [key, { at }] of started)
        if (now().getTime() - at > patience || started.size >= mostStarted) started.delete(key)
      const id = client.randomState()
      const attempt: Started = {
        verifier: client.randomPKCECodeVerifier(),
        state: client.randomState(),
        nonce: client.randomNonce(),
        at: now().getTime(),
        purpose,
      }
      started.set(id, attempt)
      const target = client.buildAuthorizationUrl(config, {
        redirect_uri: `${origin}${callbackPath}`,
        scope: 'openid profile',
        code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
        // The password is asked again, whatever the provider remembers: the machine may be shared.
        prompt: 'login',
      })
      const attributes = `Path=${cookiePath}; HttpOnly; SameSite=Lax; Max-Age=${String(patience / 1000)}${secure}`
      return seeOther(target.href, [`${cookieName}=${id}; ${attributes}`])
    },
    async finish(request, url) {
      const id = cookie(request, cookieName) ?? ''
      const attempt = started.get(id)
      started.delete(id)
      if (attempt === undefined || now().getTime() - attempt.at > patience) return null
      try {
        const current = new URL(`${origin}${callbackPath}${url.search}`)
        const tokens = await client.authorizationCodeGrant(await configuration(), current, {
          pkceCodeVerifier: attempt.verifier,
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          idTokenExpected: true,
        })
        return { claims: tokens.claims(), purpose: attempt.purpose }
      } catch {
        return null
      }
    },
  }
}

async function discover(options: {
  readonly origin: string
  readonly prefix: string
  readonly client: string
}): Promise<client.Configuration> {
  const { origin, prefix } = options
  const insecure = isLoopback(origin) ? { execute: [client.allowInsecureRequests] } : {}
  return await client.discovery(new URL(`${origin}${prefix}`), options.client, undefined, client.None(), insecure)
}

/** Plain HTTP is for this machine only (RFC 8252 section 8.3). */
function isLoopback(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]')
}
