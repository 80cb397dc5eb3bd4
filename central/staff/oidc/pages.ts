/** Dutch pages of the identity provider; no fonts or pictures from elsewhere. */
import { document } from '../pages/frame.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { mark, pictogram, pictograms } from '../pages/mark.ts'
import type { StaffAccount } from './accounts.ts'

const roles: Readonly<Record<StaffAccount['role'], string>> = { clerk: 'balie', physician: 'arts' }

const problems = {
  wrong: 'Naam of wachtwoord klopt niet. Probeer het nog een keer.',
  wait: 'Te vaak fout. Wacht 1 minuut.',
} as const

export function loginPage({
  path,
  accounts,
  problem,
  login,
}: {
  readonly path: string
  readonly accounts: readonly StaffAccount[]
  readonly problem: keyof typeof problems | null
  readonly login: string
}): Html {
  return document({
    title: 'Inloggen · Balie',
    bodyClass: 'door',
    body: html`${pictograms}
      <header class="door-top">${mark}</header>
      <main class="door-main">
        <form class="s-panel door-card" method="post" action="${path}" autocomplete="off">
          <h1>Inloggen voor medewerkers</h1>
          ${
            problem === null
              ? null
              : html`<p class="s-error" role="alert" id="problem">${pictogram('warn')}${problems[problem]}</p>`
          }
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
                (account) =>
                  html`<tr>
                    <td>${account.name}, ${roles[account.role]}</td>
                    <td><code>${account.login}</code></td>
                    <td><code>${account.password}</code></td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </section>
      </main>`,
  })
}

/** One page for whatever goes wrong here; what it was is nobody's business on a screen. */
export function errorPage(): Html {
  return document({
    title: 'Inloggen lukt niet · Balie',
    bodyClass: 'door',
    body: html`<header class="door-top">${mark}</header>
      <main class="door-main">
        <div class="s-panel door-card">
          <h1>Inloggen lukt niet</h1>
          <p>Deze stap is verlopen of hoort bij een ander venster.</p>
          <p><a class="s-btn go" href="/desk">Opnieuw beginnen</a></p>
        </div>
      </main>`,
  })
}
