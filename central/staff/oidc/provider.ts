/** The embedded OpenID Connect provider for staff: training only; a hospital puts its own in its place. */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DatabaseSync } from 'node:sqlite'
import { exportJWK, generateKeyPair } from 'jose'
import Provider from 'oidc-provider'
import type { StaffAccount } from './accounts.ts'
import { Passwords } from './accounts.ts'
import { sqliteAdapter } from './adapter.ts'
import { interactions } from './interactions.ts'
import { errorPage } from './pages.ts'
import { pageHeaders } from '../pages/respond.ts'

export const deskClient = 'balie-desk'
export const callbackPath = '/staff/callback'

/** Answers everything below /oidc; true when the request was one of those. */
export type NodeMount = (request: IncomingMessage, response: ServerResponse) => boolean

const minute = 60

export async function staffProvider({
  origin,
  accounts,
  database,
  now,
}: {
  readonly origin: string
  readonly accounts: readonly StaffAccount[]
  readonly database: DatabaseSync
  readonly now: () => Date
}): Promise<NodeMount> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const key = await exportJWK(privateKey)
  const provider = new Provider(`${origin}/oidc`, {
    adapter: sqliteAdapter(database, () => now().getTime()),
    clients: [
      {
        client_id: deskClient,
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${origin}${callbackPath}`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...key, kty: 'EC', alg: 'ES256', use: 'sig' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name', 'role'] },
    // The desk page reads name and role from the ID token and never calls userinfo.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context, id) => {
      const account = accounts.find((known) => known.id === id)
      if (account === undefined) return undefined
      return { accountId: id, claims: () => ({ sub: id, name: account.name, role: account.role }) }
    },
    // The desk page is the house's own: nothing to consent to.
    async loadExistingGrant({ oidc }) {
      const known = oidc.session?.grantIdFor(deskClient)
      if (known !== undefined) return await oidc.provider.Grant.find(known)
      const accountId = oidc.session?.accountId
      if (accountId === undefined) return undefined
      const grant = new oidc.provider.Grant({ clientId: deskClient, accountId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: { enabled: false },
    },
    interactions: { url: (_context, { uid }) => `/oidc/interaction/${uid}` },
    renderError(context) {
      context.type = 'html'
      context.set(pageHeaders)
      context.body = errorPage().text
    },
    ttl: {
      AccessToken: 5 * minute,
      AuthorizationCode: minute,
      Grant: 10 * minute,
      IdToken: 5 * minute,
      Interaction: 10 * minute,
      Session: 10 * minute,
    },
  })
  const callback = provider.callback()
  const interaction = interactions({ provider, passwords: new Passwords({ accounts, now }), accounts })
  return (request, response) => {
    const path = request.url ?? ''
    if (!path.startsWith('/oidc/')) return false
    if (path.startsWith('/oidc/interaction/')) {
      void interaction(request, response)
      return true
    }
    // As Express does for a mounted handler: the provider finds its prefix by comparing the two.
    Object.assign(request, { originalUrl: path })
    request.url = path.slice('/oidc'.length)
    void callback(request, response)
    return true
  }
}
