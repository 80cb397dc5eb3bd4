/** What follows from an answer, and what the visitor never reads. */
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { pictogram } from '../pages/mark.ts'
import type { ApproveView } from './view.ts'

export function side({ open }: ApproveView): Html {
  return html`<section class="s-panel s-side" id="state" aria-labelledby="side-title">
    <header><h2 id="side-title">Na uw keuze</h2></header>
    ${
      open === null
        ? null
        : html`<ol class="s-trail">
            <li class="d">${pictogram('check')}Getekend</li>
            <li class="n"><i></i>Beoordelen<small>nu</small></li>
            <li><i></i>Toegang open<small>vanzelf</small></li>
          </ol>`
    }
    <div class="s-mirror">
      <small>Bij weigeren</small>
      <p>De bezoeker leest niet waarom.</p>
    </div>
    <p class="meta pad">Uw reden blijft bij het ziekenhuis. De bezoeker ziet die nooit.</p>
    <p class="meta pad">Akkoord is uw handtekening. Wij maken er een verzegeld document van.</p>
  </section>`
}
