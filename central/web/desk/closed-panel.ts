/** A visit that the patient's record closed: the visitor reads a neutral sentence, and somebody has to know what to do. */
import { isClosed } from '../../visits/visits.ts'
import type { VisitRow } from '../../visits/visits.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { act, wrong } from './parts.ts'
import type { DeskView } from './desk-view.ts'

const words = {
  blocked: {
    what: 'Een arts heeft de toegang tot dit dossier gestopt.',
    todo: 'Vertel de reden niet, ook niet dat het een arts is. Bel de behandelend arts of de leidinggevende.',
  },
  suspended: {
    what: 'De toegang tot dit dossier is opgeschort.',
    todo: 'Vertel de reden niet. Bel de leidinggevende of de functionaris gegevensbescherming.',
  },
  deceased: {
    what: 'Deze patiënt is overleden.',
    todo: 'Neem de bezoeker apart. Wijs op de medewerker nazorg; een dossier van een overledene gaat niet via de zuil.',
  },
} as const

/** `visit` has ended. */
export function closedPanel(view: DeskView, visit: VisitRow): Html {
  const because = visit.record.endedBecause
  if (!isClosed(because)) return html`<p class="s-quiet">Dit bezoek is afgelopen.</p>`
  const { what, todo } = words[because]
  return html`<p class="s-state">${wrong('Alleen voor u')}</p>
    <p class="s-quiet">${what} ${todo}</p>
    <p class="s-quiet">
      De bezoeker leest: “Dit kan niet aan deze zuil. Ga naar de balie.” Er is niets getoond en niets ondertekend.
    </p>
    <footer>${act(view, { action: 'handled', label: 'Bezoeker is geholpen', key: 'G', kind: 'go' })}</footer>`
}
