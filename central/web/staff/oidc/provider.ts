/** The embedded identity provider for staff. */
import type { ProviderKind } from '../../oidc/provider.ts'
import type { StaffAccount } from './accounts.ts'
import { errorPage, loginPage } from './pages.ts'

export const deskClient = 'balie-desk'
export const callbackPath = '/staff/callback'
export const staffPrefix = '/oidc'

export function staffKind(accounts: readonly StaffAccount[]): ProviderKind<StaffAccount> {
  return {
    table: 'oidc',
    prefix: staffPrefix,
    client: deskClient,
    callbackPath,
    claims: ['name', 'role'],
    claimsOf: ({ name, role }) => ({ name, role }),
    pages: { login: (input) => loginPage(input, accounts), error: errorPage },
  }
}
