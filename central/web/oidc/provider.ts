/** An embedded OpenID Connect provider with one client: training only; a hospital puts its own in its place. */
import Provider from 'oidc-provider'
import type { ClientMetadata, Configuration, KoaContextWithOIDC } from 'oidc-provider'
import * as v from 'valibot'
import type { FailureStore, SecretStore } from '../../http/rate-store.ts'
import type { NodeMount } from '../../http/site.ts'
import { pageHeaders } from '../pages/respond.ts'
import { providerKeys } from './provider-keys.ts'
import type { OidcStore, OidcTable } from './adapter.ts'
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

/** What an embedded provider keeps. */
export interface ProviderStores {
  readonly oidc: OidcStore
  readonly failures: FailureStore
  readonly secrets: SecretStore
}

const minute = 60

export async function embeddedProvider<A extends Account>(
  kind: ProviderKind<A>,
  {
    origin,
    clientOrigin = origin,
    accounts,
    stores,
    now,
    hear,
  }: {
    readonly origin: string
    /** Where the client lives when it is not on this listener. */
    readonly clientOrigin?: string
    readonly accounts: readonly A[]
    readonly stores: ProviderStores
    readonly now: () => Date
    readonly hear: HearLogin
  },
): Promise<NodeMount> {
  const { prefix, pages } = kind
  const { key, cookieKey } = await providerKeys(stores.secrets, kind.table)
  // Two providers on one listener: neither may read the other's cookies as its own.
  const named = (name: string): string => `_${kind.table}_${name}`
  const provider = new Provider(`${origin}${prefix}`, {
    ...rulesOf(kind, accounts),
    adapter: stores.oidc(kind.table),
    clients: [clientOf(kind, clientOrigin)],
    jwks: { keys: [key] },
    cookies: {
      keys: [cookieKey],
      names: { session: named('session'), interaction: named('interaction'), resume: named('resume') },
    },
  })
  const callback = provider.callback()
  const interaction = interactions({
    provider,
    prefix,
    passwords: new Passwords({ accounts, failures: stores.failures, now }),
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

/** The one client. */
function clientOf<A extends Account>(kind: ProviderKind<A>, origin: string): ClientMetadata {
  return {
    client_id: kind.client,
    token_endpoint_auth_method: 'none',
    redirect_uris: [`${origin}${kind.callbackPath}`],
    post_logout_redirect_uris: [`${origin}${kind.outPath}`],
    // The client checks that the password was given for this very log-in.
    require_auth_time: true,
    grant_types: ['authorization_code'],
    response_types: ['code'],
    id_token_signed_response_alg: 'ES256',
  }
}

/** Who is known, what is asked and what is told of them, and for how long. */
function rulesOf<A extends Account>(kind: ProviderKind<A>, accounts: readonly A[]): Configuration {
  const { client, prefix, pages, claims } = kind
  return {
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: [...claims] },
    ...(accounts.some(({ acr }) => acr !== undefined)
      ? { acrValues: [...new Set(accounts.flatMap(({ acr }) => acr ?? []))] }
      : {}),
    // The client reads its claims from the ID token and never calls userinfo.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context, id) => {
      const account = accounts.find((known) => known.id === id)
      if (account === undefined) return undefined
      return { accountId: id, claims: () => ({ sub: id, ...kind.claimsOf(account) }) }
    },
    // The client is the house's own: nothing to consent to.
    async loadExistingGrant({ oidc }) {
      const known = oidc.session?.grantIdFor(client)
      if (known !== undefined) return await oidc.provider.Grant.find(known)
      const accountId = oidc.session?.accountId
      if (accountId === undefined) return undefined
      const grant = new oidc.provider.Grant({ clientId: client, accountId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
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
