/** The pages around a visitor's own copy: no name, no reference in a title, nothing from elsewhere. */
import { doorCard } from '../pages/door.ts'
import { html, Html } from '../pages/html.ts'
import { loginPage as commonLoginPage } from '../pages/login.ts'
import type { LoginState } from '../pages/login.ts'
import type { CitizenAccount } from './accounts.ts'
import { copyWords as words } from './words.ts'
import type { CopyWord } from './words.ts'

const card = (title: CopyWord, content: Html): Html => doorCard(words[title].nl, content)

const both = (...keys: readonly CopyWord[]): Html =>
  html`${keys.map((key) => html`<p>${words[key].nl}</p>`)}
    <p lang="en" class="meta">${keys.map((key) => words[key].en).join(' ')}</p>`

/** Ready to be fetched. `path` is the page of this reference. */
export function readyPage(path: string, csrf: string): Html {
  return card(
    'ready',
    html`${both('readyNote')}
      <p><a class="s-btn go" href="${path}.pdf" download>${words.fetch.nl}</a></p>
      <form method="post" action="/citizen/logout">
        <input type="hidden" name="csrf" value="${csrf}" />
        <button class="s-btn" type="submit">${words.leave.nl}</button>
      </form>`,
  )
}

/** One page for a wrong person, a form on its way and a number that never was. */
export function nonePage(path: string): Html {
  return card(
    'none',
    html`${both('noneNote', 'noneHelp')}
      <p><a class="s-btn" href="${path}">${words.again.nl}</a></p>`,
  )
}

export const outPage = (): Html => card('out', both('outNote'))
export const waitPage = (): Html => card('none', both('wait'))
/** For who comes to the provider's log-out by himself. */
export const logoutPage = (form: string): Html =>
  card(
    'leave',
    html`${new Html(form)}<button class="s-btn go" form="op.logoutForm" name="logout" value="yes">
        ${words.leave.nl} / ${words.leave.en}
      </button>`,
  )
/** One page for whatever goes wrong while logging in. */
export const loginFailed = (): Html => card('failed', both('failedNote'))

const problems = { wrong: 'Naam of wachtwoord klopt niet.', wait: 'Te vaak fout. Wacht 1 minuut.' } as const

/** Where DigiD would stand. */
export function loginPage(state: LoginState, accounts: readonly CitizenAccount[]): Html {
  return commonLoginPage(state, {
    title: 'Inloggen zoals met DigiD',
    note: 'Dit is een oefening. Gebruik nooit uw echte DigiD.',
    problems,
    people: accounts.map(({ citizen, login, password }) => ({
      who: `${citizen.given} ${citizen.family}`,
      login,
      password,
    })),
  })
}
