/** A form for a document that the kiosk cannot read: what stands on it, typed by the clerk. */
import type { PersonPart } from '../../../domain/contract/gateway/visit-record.ts'
import { journeys, leadsOn } from '../../../domain/journeys/index.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { choices, mark, secrets, typed } from './parts.ts'
import type { DeskView } from './desk-view.ts'

const fields = [
  { name: 'issuer', label: 'Land (3 letters)', size: 5, most: 3 },
  { name: 'documentNumber', label: 'Documentnummer', size: 14, most: 24 },
  { name: 'expires', label: 'Geldig tot (dag-maand-jaar)', size: 14, most: 10 },
  { name: 'family', label: 'Achternaam', size: 24, most: 80 },
  { name: 'given', label: 'Voornamen', size: 24, most: 80 },
  { name: 'born', label: 'Geboortedatum (dag-maand-jaar)', size: 14, most: 10 },
] as const

/** Closed until it is wanted: nearly every document is read by the kiosk. Open after an error. `as`: not the visitor's. */
export function identityPanel(view: DeskView, as: PersonPart | null = null): Html {
  const { draft } = view.session
  const again = draft !== null && draft.visit === view.selected?.visit.record.visit && 'documentNumber' in draft.fields
  return html`<details class="s-enter" ${again || draft?.wrong === 'documentNumber' ? html`open` : null}>
    <summary class="s-btn">Document zelf invoeren</summary>
    <form method="post" action="/desk/identity" autocomplete="off" id="identity">
      ${secrets(view)} ${as === null ? null : html`<input type="hidden" name="as" value="${as}" />`}
      <p class="s-quiet">Lukt lezen niet? Typ over wat op het document staat. Daarna vergelijkt u zoals altijd.</p>
      <fieldset>
        <legend>Soort document</legend>
        ${choices(
          'kind',
          [
            { value: 'passport', label: 'Paspoort' },
            { value: 'identityCard', label: 'ID-kaart' },
            { value: 'residenceDocument', label: 'Verblijfsdocument' },
            { value: 'drivingLicence', label: 'Rijbewijs' },
          ],
          typed(view, 'kind'),
        )}
      </fieldset>
      <div class="s-fields">
        ${fields.map(
          ({ name, label, size, most }) =>
            html`<label
              >${label}<input
                name="${name}"
                size="${size}"
                maxlength="${most}"
                spellcheck="false"
                value="${typed(view, name, name === 'issuer' ? 'NLD' : '')}"
                ${mark(view, name)}
            /></label>`,
        )}
      </div>
      ${as === null ? comesFor(view) : null}
      <button class="s-btn go">Invoeren</button>
    </form>
  </details>`
}

function comesFor(view: DeskView): Html {
  return html`<fieldset>
    <legend>De bezoeker komt</legend>
    ${choices(
      'journey',
      journeys.filter(leadsOn).map(({ id, words }) => ({ value: id, label: words.staff.choice })),
      typed(view, 'journey'),
    )}
  </fieldset>`
}
