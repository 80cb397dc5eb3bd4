/** An embedded OpenID Connect provider with one client: training only; a hospital puts its own in its place. */
import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import Provider from 'oidc-provider'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import * as v from 'valibot'
import type { NodeMount } from '../../http/site.ts'
import { pageHeaders } from '../pages/respond.ts'
import { sqliteAdapter } from './adapter.ts'
import type { OidcTable } from './adapter.ts'
import { interactions } from './interactions.ts'
import type { LoginPages } from './interactions.ts'
import type { HearLogin } from './heard.ts'
import { Passwords } from './passwords.ts'
import type { Account } from './passwords.ts'

/** What makes a provider this one. */
export interface ProviderKind<A extends Account> {
  readonly table: OidcTable
  /** Where it lives on the listener: "/oidc". */
  readonly prefix: string
  readonly client: string
  /** Path of the client's own listener to which the browser returns. */
  readonly callbackPath: string
  /** Path to which it returns after a log-out. */
  readonly outPath: string
  /** Claims of the scope `profile` besides `sub`; they stand in the ID token. */
  readonly claims: readonly string[]
  claimsOf(account: A): Readonly<Record<string, string>>
  readonly pages: LoginPages
}

const minute = 60

interface ProviderOptions<A extends Account> {
  readonly origin: string
  /** Where the client lives when it is not on this listener. */
  readonly clientOrigin?: string
  readonly accounts: readonly A[]
  readonly database: DatabaseSync
  readonly now: () => Date
  readonly hear: HearLogin
}

export async function embeddedProvider<A extends Account>(
  kind: ProviderKind<A>,
  options: ProviderOptions<A>,
): Promise<NodeMount> {
  const { origin, clientOrigin = origin, accounts, now, hear } = options
  const { prefix, pages } = kind
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const key = await exportJWK(privateKey)
  const provider = new Provider(`${origin}${prefix}`, settings(kind, { ...options, clientOrigin, key }))
  const callback = provider.callback()
  const interaction = interactions({
    provider,
    prefix,
    passwords: new Passwords({ accounts, now }),
    pages,
    hear,
    formsLeadTo: clientOrigin === origin ? null : clientOrigin,
  })
  return (request, response) => {
    const path = request.url ?? ''
    if (!path.startsWith(`${prefix}/`)) return false
    if (path.startsWith(`${prefix}/interaction/`)) {
      void interaction(request, response)
      return true
    }
    // As Express does for a mounted handler: the provider finds its prefix by comparing the two.
    Object.assign(request, { originalUrl: path })
    request.url = path.slice(prefix.length)
    void callback(request, response)
    return true
  }
}

/** One client of the house's own, which proves itself by PKCE alone and reads its claims from the ID token. */
function settings<A extends Account>(
  kind: ProviderKind<A>,
  {
    clientOrigin,
    accounts,
    database,
    now,
    key,
  }: Pick<ProviderOptions<A>, 'accounts' | 'database' | 'now'> & { readonly clientOrigin: string; readonly key: JWK },
): Configuration {
  const { prefix, client, pages } = kind
  // Two providers on one listener: neither may read the other's cookies as its own.
  const named = (name: string): string => `_${kind.table}_${name}`
  return {
    adapter: sqliteAdapter(database, { table: kind.table, now: () => now().getTime() }),
    clients: [
      {
        client_id: client,
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${clientOrigin}${kind.callbackPath}`],
        post_logout_redirect_uris: [`${clientOrigin}${kind.outPath}`],
        // The client checks that the password was given for this very log-in.
        require_auth_time: true,
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...key, kty: 'EC', alg: 'ES256', use: 'sig' }] },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: { session: named('session'), interaction: named('interaction'), resume: named('resume') },
    },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: [...kind.claims] },
    // The client reads its claims from the ID token and never calls userinfo.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context, id) => {
      const account = accounts.find((known) => known.id === id)
      if (account === undefined) return undefined
      return { accountId: id, claims: () => ({ sub: id, ...kind.claimsOf(account) }) }
    },
    loadExistingGrant: ownGrant(client),
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: endAtOnce(pages) },
      userinfo: { enabled: false },
      resourceIndicators: { enabled: false },
    },
    interactions: { url: (_context, { uid }) => `${prefix}/interaction/${uid}` },
    renderError(context) {
      context.type = 'html'
      context.set(pageHeaders)
      context.body = pages.error().text
    },
    ttl: {
      AccessToken: 5 * minute,
      AuthorizationCode: minute,
      Grant: 10 * minute,
      IdToken: 5 * minute,
      Interaction: 10 * minute,
      Session: 10 * minute,
    },
  }
}

/** The client is the house's own: nothing to consent to. */
function ownGrant(client: string): NonNullable<Configuration['loadExistingGrant']> {
  return async ({ oidc }) => {
    const known = oidc.session?.grantIdFor(client)
    if (known !== undefined) return await oidc.provider.Grant.find(known)
    const accountId = oidc.session?.accountId
    if (accountId === undefined) return undefined
    const grant = new oidc.provider.Grant({ clientId: client, accountId })
    grant.addOIDCScope('openid profile')
    await grant.save()
    return grant
  }
}

/**
 * Whoever names the session that this browser has (by its ID token or its account) was sent by the client that logs out:
 * nothing is asked again, because a clerk who has pressed the key is gone. Anybody else gets the page with the button.
 */
function endAtOnce(pages: LoginPages): (context: KoaContextWithOIDC, form: string) => Promise<void> {
  return async (context, form) => {
    const { session, entities, params, provider } = context.oidc
    const back = params?.['post_logout_redirect_uri']
    const hint = v.safeParse(v.object({ sub: v.string() }), entities.IdTokenHint?.['payload'])
    const who = hint.success ? hint.output.sub : params?.['logout_hint']
    if (session === undefined || who === undefined || who !== session.accountId || typeof back !== 'string') {
      context.set(pageHeaders)
      context.body = pages.logout(form).text
      return
    }
    await session.destroy()
    context.cookies.set(provider.cookieName('session'), null)
    context.status = 303
    context.set('location', back)
  }
}
