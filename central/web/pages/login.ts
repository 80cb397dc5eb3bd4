/** The page that asks for name and password, for whoever the words are for: training only, with its logins beside it. */
import { door } from './door.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import { pictogram } from './mark.ts'

/** Why it is asked again. */
export type LoginProblem = 'wrong' | 'wait'

/** What an identity provider tells its page: the form's address, why it is asked again, the name that was typed. */
export interface LoginState {
  readonly path: string
  readonly problem: LoginProblem | null
  readonly login: string
}

/** The form, and beside it who can log in; `about` has the words of whom the page is for. */
export function loginPage(
  { path, problem, login }: LoginState,
  about: {
    readonly title: string
    readonly note: string | null
    readonly problems: Readonly<Record<LoginProblem, string>>
    /** Who can log in here: shown, because these passwords are good for nothing but practice. */
    readonly people: readonly { readonly who: string; readonly login: string; readonly password: string }[]
  },
): Html {
  const { title, note, problems, people } = about
  return door(
    'Inloggen · Balie',
    html`<form class="s-panel door-card" method="post" action="${path}" autocomplete="off">
        <h1>${title}</h1>
        ${note === null ? null : html`<p>${note}</p>`}
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
            ${people.map(
              ({ who, login: name, password }) =>
                html`<tr>
                  <td>${who}</td>
                  <td><code>${name}</code></td>
                  <td><code>${password}</code></td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>`,
  )
}
