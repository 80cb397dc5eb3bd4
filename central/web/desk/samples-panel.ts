/** When no number is open: in training the sample people, otherwise a word of what to do. */
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import type { SamplePerson } from '../../training/sample-person.ts'
import { notice } from './parts.ts'
import type { DeskView } from './desk-view.ts'

const goneWords = {
  signed: 'ondertekend en klaar.',
  ended: 'bezoek afgelopen, er was niets te ondertekenen.',
  unsigned: 'afgebroken, niets ondertekend.',
} as const

export function samplesPanel(view: DeskView): Html {
  const { samples, gone } = view
  return html`<section class="s-panel s-check" aria-labelledby="work-title" id="work">
    <header>
      <h2 id="work-title">${samples.length === 0 ? 'Geen nummer open' : 'Voorbeelden om te oefenen'}</h2>
      ${samples.length === 0 ? null : html`<span class="tag">Verzonnen mensen</span>`}
    </header>
    ${notice(view)}
    ${gone === null ? null : html`<p class="s-quiet" role="status">Nummer ${gone.number}: ${goneWords[gone.how]}</p>`}
    ${
      samples.length === 0
        ? html`<p class="s-quiet">Kies links een nummer. Pas dan ziet u een naam.</p>`
        : html`<div class="s-scroll s-samples" tabindex="0" role="region" aria-label="Voorbeelden">
            ${samples.map(sample)} ${logins(view)}
          </div>`
    }
  </section>`
}

function sample({ title, mrz, facts }: SamplePerson): Html {
  return html`<article class="s-sample">
    <h3>${title}</h3>
    ${mrz.length === 0 ? null : html`<pre>${mrz.join('\n')}</pre>`}
    <dl>
      ${facts.map(
        ({ label, value }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </article>`
}

function logins({ accounts }: DeskView): Html {
  return html`<article class="s-sample">
    <h3>Inloggen op deze oefenopstelling</h3>
    <dl>
      ${accounts.map(
        ({ name, login, password }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${login} · ${password}</dd>
          </div>`,
      )}
    </dl>
  </article>`
}
