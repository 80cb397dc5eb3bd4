/** The embedded identity provider for staff. */
import type { ProviderKind } from '../../oidc/provider.ts'
import type { StaffAccount } from './accounts.ts'
import { errorPage, loginPage, logoutPage } from './pages.ts'

export const deskClient = 'balie-desk'
export const callbackPath = '/staff/callback'
/** After a log-out the page asks who is next. */
export const outPath = '/desk'
export const staffPrefix = '/oidc'

export function staffKind(accounts: readonly StaffAccount[]): ProviderKind<StaffAccount> {
  return {
    table: 'oidc',
    prefix: staffPrefix,
    client: deskClient,
    callbackPath,
    outPath,
    claims: ['name', 'role', 'registration'],
    claimsOf: ({ name, role, registration }) => ({ name, role, ...(registration === null ? {} : { registration }) }),
    pages: { login: (input) => loginPage(input, accounts), error: errorPage, logout: logoutPage },
  }
}
