/** The middle: what the clerk has to do for the number that is open. */
import { journeyOfClaim } from '../../../domain/journeys/index.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { apartPanel } from './apart-panel.ts'
import { closedPanel } from './closed-panel.ts'
import { claimForm, facts } from './claim-panel.ts'
import { notice, ok, since, wrong } from './parts.ts'
import { identityPanel } from './identity-panel.ts'
import { patientPanel } from './patient-panel.ts'
import { proofForm, proofLine } from './proof-panel.ts'
import { asksPaper, waitsForDesk } from './queue.ts'
import type { QueueRow } from './queue-row.ts'
import { samplesPanel } from './samples-panel.ts'
import type { DeskView } from './desk-view.ts'

export function workPanel(view: DeskView): Html {
  const { selected, apart } = view
  if (apart !== null) return apartPanel(view, apart)
  if (selected === null) return samplesPanel(view)
  return html`<section class="s-panel s-check" aria-labelledby="work-title" id="work">
    <header>
      <h2 id="work-title">Nummer ${selected.callNumber}, ${lower(selected.kiosk?.name ?? 'Zuil')}</h2>
      ${tag(selected)}
      <span class="grow"></span>
      <span class="meta">${selected.waitsForDesk ? 'Wacht' : 'Hier'} ${since(selected.since, view)}</span>
    </header>
    ${notice(view)} ${content(view, selected)}
  </section>`
}

function tag({ visit }: QueueRow): Html | null {
  const { claim } = visit.record
  return claim === null ? null : html`<span class="tag">${journeyOfClaim(claim).words.staff.tag}</span>`
}

function content(view: DeskView, { visit }: QueueRow): Html {
  const { record } = visit
  if (record.state === 'ended') return closedPanel(view, visit)
  if (record.claim === null)
    return html`${quiet('De bezoeker heeft nog geen document laten lezen. U hoeft nu niets te doen.')}
    ${identityPanel(view)}`
  if (record.declined) return html`${declined(view)} ${identityPanel(view)}`
  switch (record.state) {
    case 'opened':
      return claimForm(view, visit, record.claim)
    case 'identified':
      return html`${identified(view)} ${record.deskPicks ? patientPanel(view) : searching(view)}`
    case 'bound':
      return html`${identified(view)}
      ${quiet(
        waitsForDesk(visit)
          ? 'Dit is een ander kind dan eerst. Kijk opnieuw op het uittreksel.'
          : 'De patiënt is gevonden. De bezoeker gaat verder op de zuil.',
      )}
      ${changeProof(view)}`
    default:
      return record.state satisfies never
  }
}

function identified(view: DeskView): Html {
  const { selected } = view
  if (selected === null || selected.visit.record.claim === null) return html``
  const { identifiedBy, record } = selected.visit
  return html`<dl class="s-facts">
    ${facts(record.claim, view.now, { checked: true, entered: selected.visit.enteredBy !== null })}
    <div>
      <dt>Gecontroleerd</dt>
      <dd>${identifiedBy?.name ?? ''}</dd>
      <dd class="c">${ok('dit is de persoon')}</dd>
    </div>
    ${asksPaper(record) ? proofLine(view, selected.visit) : null}
  </dl>`
}

function searching(view: DeskView): Html {
  const left = view.selected?.visit.record.lookUpsLeft ?? 0
  return html`${quiet(`De bezoeker zoekt de patiënt op de zuil. Dat kan nog ${left} keer. U kunt ook zelf zoeken.`)}
  ${changeProof(view)} ${patientPanel(view)}`
}

function changeProof(view: DeskView): Html | null {
  const { selected } = view
  return selected !== null && asksPaper(selected.visit.record) ? proofForm(view) : null
}

function declined(view: DeskView): Html {
  const why = {
    notThisPerson: 'Niet deze persoon',
    doubt: 'Twijfel vastgelegd. Dit bezoek staat stil.',
    wrongEnding: 'Drie keer verkeerde tekens',
  } as const
  const because = view.selected?.visit.declinedBecause
  return html`<p class="s-state">${wrong(because === null || because === undefined ? 'Niet akkoord' : why[because])}</p>
    ${quiet('De zuil vraagt de bezoeker om naar de balie te komen. Laat de bezoeker een ander document lezen: dan begint de controle opnieuw.')}`
}

function quiet(text: string): Html {
  return html`<p class="s-quiet">${text}</p>`
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}
