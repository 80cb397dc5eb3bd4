/** A client of OpenID Connect on our own listener: authorization code with PKCE (RFC 7636), state and nonce. */
import * as client from 'openid-client'
import type { SecretStore } from '../../http/rate-store.ts'
import { cookie, seeOther } from '../pages/respond.ts'
import { underWayBox } from './under-way.ts'

/** Seconds that a login may take. */
const patience = 10 * 60
/** Seconds that the provider's clock may be off. */
const skew = 5

export interface Finished {
  readonly claims: unknown
  readonly purpose: string
  /** As the provider signed it; names the session that a log-out ends. */
  readonly idToken: string | null
}

/**
 * Which session ends: by the ID token, which every provider takes and which stands in an address; or by the account's `sub`
 * alone, where the token holds a patient's data.
 */
export type Leaver = { readonly idToken: string } | { readonly account: string }

export interface Login {
  /** Sends the browser to the provider. */
  start(purpose: string): Promise<Response>
  /** The claims of who logged in and what for; null when this browser did not start it here, it is too old or does not hold. */
  finish(request: Request, url: URL): Promise<Finished | null>
  /**
   * Where the browser ends its session at the provider too (OpenID Connect RP-Initiated Logout 1.0), and comes back to
   * `back`, which the provider must know. Null: this provider has no such place.
   */
  end(who: Leaver, back: string): Promise<string | null>
  /** Set-Cookie value that ends the start's cookie. */
  readonly over: string
}

export function oidcLogin(options: {
  readonly origin: string
  /** Address of the provider; left out, the embedded one below `prefix` of this listener. */
  readonly issuer?: string
  /** Path of the embedded provider on this listener. */
  readonly prefix: string
  readonly client: string
  readonly callbackPath: string
  /** Levels of a log-in of which the provider is asked to say which it was; absent: nobody asks. */
  readonly acrValues?: readonly string[]
  /** Carries the start of a login only; Lax, because a hospital's provider answers from another site. */
  readonly cookieName: string
  readonly cookiePath: string
  readonly secrets: SecretStore
  readonly now: () => Date
}): Login {
  const { origin, callbackPath, cookieName, cookiePath, now } = options
  const box = underWayBox({ name: cookieName, secrets: options.secrets, now, patience })
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
      const login = {
        verifier: client.randomPKCECodeVerifier(),
        state: client.randomState(),
        nonce: client.randomNonce(),
        purpose,
        since: Math.floor(now().getTime() / 1000),
      }
      const target = client.buildAuthorizationUrl(config, {
        redirect_uri: `${origin}${callbackPath}`,
        scope: 'openid profile',
        code_challenge: await client.calculatePKCECodeChallenge(login.verifier),
        code_challenge_method: 'S256',
        state: login.state,
        nonce: login.nonce,
        // The password is asked again, whatever the provider remembers: the machine may be shared.
        prompt: 'login',
        // So that the ID token says when the password was given (OpenID Connect Core, section 3.1.2.1).
        max_age: String(patience),
        ...(options.acrValues === undefined ? {} : { acr_values: options.acrValues.join(' ') }),
      })
      const attributes = `Path=${cookiePath}; HttpOnly; SameSite=Lax; Max-Age=${String(patience)}${secure}`
      return seeOther(target.href, [`${cookieName}=${await box.close(login)}; ${attributes}`])
    },
    async finish(request, url) {
      const login = await box.open(cookie(request, cookieName) ?? '')
      if (login === null) return null
      try {
        // A code counts once at the provider: the same answer twice is no second login.
        const current = new URL(`${origin}${callbackPath}${url.search}`)
        const tokens = await client.authorizationCodeGrant(await configuration(), current, {
          pkceCodeVerifier: login.verifier,
          expectedState: login.state,
          expectedNonce: login.nonce,
          idTokenExpected: true,
          // The password was given for this log-in: whoever takes `prompt` out of the address gets nobody's session.
          maxAge: Math.max(0, Math.floor(now().getTime() / 1000) - login.since),
        })
        return { claims: tokens.claims(), purpose: login.purpose, idToken: tokens.id_token ?? null }
      } catch {
        return null
      }
    },
    async end(who, back) {
      const config = await configuration()
      if (config.serverMetadata().end_session_endpoint === undefined) return null
      const hint = 'idToken' in who ? { id_token_hint: who.idToken } : { logout_hint: who.account }
      return client.buildEndSessionUrl(config, { post_logout_redirect_uri: back, ...hint }).href
    },
  }
}

async function discover(options: {
  readonly origin: string
  readonly issuer?: string
  readonly prefix: string
  readonly client: string
}): Promise<client.Configuration> {
  const { origin, prefix, issuer = `${origin}${prefix}` } = options
  const insecure = isLoopback(issuer) ? { execute: [client.allowInsecureRequests] } : {}
  const metadata = { [client.clockTolerance]: skew }
  return await client.discovery(new URL(issuer), options.client, metadata, client.None(), insecure)
}

/** Plain HTTP is for this machine only (RFC 8252 section 8.3). */
function isLoopback(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]')
}
