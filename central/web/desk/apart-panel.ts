/** In the middle, when a clerk asks for it: what the intake kept apart. Ids, kiosk, time and reason; nobody's data. */
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import type { ApartEnvelope } from '../staff/ports.ts'
import { apartWords } from './apart-words.ts'
import { clock, dayInWords, today } from './dates.ts'
import { notice } from './parts.ts'
import type { DeskView } from './desk-view.ts'

/** Most that are listed; the count says how many there are. */
export const mostListed = 100

/** `envelopes`: the newest first; empty when nothing was kept apart. */
export function apartPanel(view: DeskView, envelopes: readonly ApartEnvelope[]): Html {
  const { apartCount: count } = view
  return html`<section class="s-panel s-check" aria-labelledby="work-title" id="work">
    <header>
      <h2 id="work-title">Niet verwerkt</h2>
      <span class="tag">${count} ${count === 1 ? 'formulier' : 'formulieren'}</span>
    </header>
    ${notice(view)}
    ${
      envelopes.length === 0
        ? html`<p class="s-quiet">Alles wat is ontvangen, is verwerkt en staat in het dossier.</p>`
        : html`<div class="s-scroll" tabindex="0" role="region" aria-label="Formulieren die niet zijn verwerkt">
            <p class="s-quiet">Niets hiervan staat in het dossier. Wij bewaren elk formulier gesloten.</p>
            <table class="s-apart">
              <thead>
                <tr>
                  <th scope="col">Wanneer</th>
                  <th scope="col">Waar</th>
                  <th scope="col">Waarom, en wat u doet</th>
                </tr>
              </thead>
              <tbody>
                ${envelopes.map((envelope) => line(envelope, view))}
              </tbody>
            </table>
            ${
              count > envelopes.length
                ? html`<p class="s-quiet">Alleen de nieuwste ${envelopes.length} staan hier.</p>`
                : null
            }
          </div>`
    }
  </section>`
}

function line({ id, device, reference, at, reason, detail }: ApartEnvelope, { kiosks }: DeskView): Html {
  const { staff, next } = apartWords[reason]
  const when = new Date(at)
  return html`<tr>
    <td><b>${clock(when)}</b><small>${dayInWords(today(when))}</small></td>
    <td>
      <b>${kiosks.find((kiosk) => kiosk.device === device)?.name ?? 'Onbekende zuil'}</b
      ><small>${device.slice(0, 8)}</small>
    </td>
    <td>
      <b>${staff}</b> ${next}
      <small>Nummer op het bewijs: ${reference}</small>
      <small>${id} · ${reason}${detail === null ? null : html` (${detail})`}</small>
    </td>
  </tr>`
}
