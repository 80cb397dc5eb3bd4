/** Dutch pages of the staff's identity provider. */
import { doorCard } from '../../pages/door.ts'
import { loginLevel } from '../../../../domain/identity/staff-login.ts'
import { html, Html } from '../../pages/html.ts'
import { loginPage as commonLoginPage } from '../../pages/login.ts'
import type { LoginState } from '../../pages/login.ts'
import type { StaffAccount } from './accounts.ts'

const roles: Readonly<Record<StaffAccount['role'], string>> = { clerk: 'balie', physician: 'arts' }

const problems = {
  wrong: 'Naam of wachtwoord klopt niet. Probeer het nog een keer.',
  wait: 'Te vaak fout. Wacht 1 minuut.',
} as const

/** The log-in of the desk, with the training accounts beside it. */
export function loginPage(state: LoginState, accounts: readonly StaffAccount[]): Html {
  return commonLoginPage(state, {
    title: 'Inloggen voor medewerkers',
    note: null,
    problems,
    people: accounts.map(({ name, role, login, password, acr }) => ({
      who: `${name}, ${roles[role]}${loginLevel(acr) === 'low' ? ' (zwakke inlog)' : ''}`,
      login,
      password,
    })),
  })
}

/** One page for whatever goes wrong here; what it was is nobody's business on a screen. */
export function errorPage(): Html {
  return doorCard(
    'Inloggen lukt niet',
    html`<p>Deze stap is verlopen of hoort bij een ander venster.</p>
      <p><a class="s-btn go" href="/desk">Opnieuw beginnen</a></p>`,
  )
}

/** For who came here without the desk page having sent him: the button ends the log-in. */
export function logoutPage(form: string): Html {
  return doorCard(
    'Uitloggen',
    html`<p>U bent nog ingelogd.</p>
      ${new Html(form)}<button class="s-btn go" form="op.logoutForm" name="logout" value="yes">Uitloggen</button>`,
  )
}
