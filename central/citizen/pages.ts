/** The pages around a visitor's own copy: no name, no reference in a title, nothing from elsewhere. */
import { html } from '../staff/pages/html.ts'
import type { Html } from '../staff/pages/html.ts'
import { document } from '../staff/pages/frame.ts'
import { mark } from '../staff/pages/mark.ts'
import type { CitizenAccount } from './accounts.ts'
import { copyWords as words } from './words.ts'
import type { CopyWord } from './words.ts'

function door(title: CopyWord, content: Html): Html {
  return document({
    title: `${words[title].nl} · Balie`,
    bodyClass: 'door',
    body: html`<header class="door-top">${mark}</header>
      <main class="door-main">
        <div class="s-panel door-card">
          <h1>${words[title].nl}</h1>
          ${content}
        </div>
      </main>`,
  })
}

const both = (...keys: readonly CopyWord[]): Html =>
  html`${keys.map((key) => html`<p>${words[key].nl}</p>`)}
    <p lang="en" class="meta">${keys.map((key) => words[key].en).join(' ')}</p>`

/** Ready to be fetched. `path` is the page of this reference. */
export function readyPage(path: string, csrf: string): Html {
  return door(
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
  return door(
    'none',
    html`${both('noneNote', 'noneHelp')}
      <p><a class="s-btn" href="${path}">${words.again.nl}</a></p>`,
  )
}

export const outPage = (): Html => door('out', both('outNote'))
export const waitPage = (): Html => door('none', both('wait'))
/** One page for whatever goes wrong while logging in. */
export const loginFailed = (): Html => door('failed', both('failedNote'))

const problems = { wrong: 'Naam of wachtwoord klopt niet.', wait: 'Te vaak fout. Wacht 1 minuut.' } as const

/** Where DigiD would stand. */
export function loginPage({
  path,
  accounts,
  problem,
  login,
}: {
  readonly path: string
  readonly accounts: readonly CitizenAccount[]
  readonly problem: keyof typeof problems | null
  readonly login: string
}): Html {
  return document({
    title: 'Inloggen · Balie',
    bodyClass: 'door',
    body: html`<header class="door-top">${mark}</header>
      <main class="door-main">
        <form class="s-panel door-card" method="post" action="${path}" autocomplete="off">
          <h1>Inloggen zoals met DigiD</h1>
          <p>Dit is een oefening. Gebruik nooit uw echte DigiD.</p>
          ${problem === null ? null : html`<p class="s-error" role="alert">${problems[problem]}</p>`}
          <label for="login">Naam</label>
          <input id="login" name="login" value="${login}" required autocapitalize="none" spellcheck="false" autofocus />
          <label for="password">Wachtwoord</label>
          <input id="password" name="password" type="password" required />
          <button class="s-btn go" type="submit">Inloggen</button>
        </form>
        <section class="s-panel door-card" aria-labelledby="practice">
          <h2 id="practice">Om te oefenen</h2>
          <p class="meta">Verzonnen mensen, alleen op deze oefenopstelling.</p>
          <table>
            <thead>
              <tr>
                <th scope="col">Wie</th>
                <th scope="col">Naam</th>
                <th scope="col">Wachtwoord</th>
              </tr>
            </thead>
            <tbody>
              ${accounts.map(
                ({ citizen, login: name, password }) =>
                  html`<tr>
                    <td>${citizen.given} ${citizen.family}</td>
                    <td><code>${name}</code></td>
                    <td><code>${password}</code></td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </section>
      </main>`,
  })
}
