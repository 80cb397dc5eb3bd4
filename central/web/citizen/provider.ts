/** The stand-in for DigiD: a provider of its own, with its own client, accounts, cookies and table. */
import type { ProviderKind } from '../oidc/provider.ts'
import type { CitizenAccount } from './accounts.ts'
import { loginFailed, loginPage, logoutPage } from './pages.ts'

export const citizenPrefix = '/oidc-citizen'
export const copyClient = 'balie-copy'
export const citizenCallback = '/citizen/callback'
export const citizenOut = '/citizen/out'

export function citizenKind(accounts: readonly CitizenAccount[]): ProviderKind<CitizenAccount> {
  return {
    table: 'oidc_citizen',
    prefix: citizenPrefix,
    client: copyClient,
    callbackPath: citizenCallback,
    outPath: citizenOut,
    claims: ['bsn', 'family', 'given', 'birthDate'],
    claimsOf: ({ citizen }) => ({ ...citizen }),
    pages: { login: (input) => loginPage(input, accounts), error: loginFailed, logout: logoutPage },
  }
}
