/** The middle: what the clerk has to do for the number that is open. */
import type { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import { journeyOfClaim, stopsMandates } from '../../../domain/journeys/index.ts'
import { withdrawalRefusals } from '../../../domain/rules/refusals/withdrawal.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { apartPanel } from './apart-panel.ts'
import { closedPanel } from './closed-panel.ts'
import { claimForm, facts } from './claim-panel.ts'
import { dayInWords } from './dates.ts'
import { notice, ok, secrets, since, wrong } from './parts.ts'
import { identityPanel } from './identity-panel.ts'
import { patientPanel } from './patient-panel.ts'
import { paperLines, papersPanel } from './papers-panel.ts'
import { everybody, personAt } from '../../visits/person.ts'
import type { Attending } from '../../visits/person.ts'
import type { DeclineReason, VisitRow } from '../../visits/visits.ts'
import { asksPaper, personToCompare, waitsForDesk } from './queue.ts'
import type { QueueRow } from './queue-row.ts'
import { samplesPanel } from './samples-panel.ts'
import type { DeskView } from './desk-view.ts'
import { partWords } from './words.ts'

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
    ${notice(view)} ${mayFreeze(selected)} ${content(view, selected)}
  </section>`
}

/** Whoever wants access stopped and is nobody yet stops nothing; staff may have it frozen meanwhile. */
function mayFreeze({ visit }: QueueRow): Html | null {
  const { claim, assurance, declined } = visit.record
  if (claim === null || !stopsMandates(journeyOfClaim(claim))) return null
  return assurance === 'claimed' || declined ? quiet(withdrawalRefusals['R20.notIdentified'].staff) : null
}

function tag({ visit }: QueueRow): Html | null {
  const { claim } = visit.record
  return claim === null ? null : html`<span class="tag">${journeyOfClaim(claim).words.staff.tag}</span>`
}

function content(view: DeskView, { visit, kiosk }: QueueRow): Html {
  const { record } = visit
  if (record.state === 'ended') return closedPanel(view, visit)
  if (record.claim === null)
    return html`${quiet('De bezoeker heeft nog geen document laten lezen. U hoeft nu niets te doen.')}
    ${identityPanel(view)}`
  // A witness who was not accepted stops nobody: the visitor chooses another way to sign.
  const stopped = everybody(visit).findIndex((one) => one.declined && one.part !== 'witness')
  if (stopped >= 0) return declined(view, visit, stopped)
  const person = personToCompare(visit)
  if (person !== null) return compare(view, visit, person)
  switch (record.state) {
    case 'opened':
      return html``
    case 'identified':
      return html`${people(view, visit)} ${record.deskPicks ? patientPanel(view) : searching(view)}`
    case 'bound':
      return html`${people(view, visit)}
      ${quiet(waitsForDesk(visit) ? waitsWords(visit) : 'De patiënt is gevonden. De bezoeker gaat verder op de zuil.')}
      ${changeProof(view)} ${noWitness(visit)} ${awaited(view, visit, kiosk)}`
    default:
      return record.state satisfies never
  }
}

/** Why a visit waits for the clerk although the patient is known. */
function waitsWords({ unsettled, ofAnother, rejected, record }: VisitRow): string {
  if (record.papersOpen) return 'De bezoeker wacht. Leg de papieren vast en kies daarna Klaar.'
  if (unsettled.length > 0) return 'De bezoeker wacht. Vergelijk het papier met de gekozen patiënt.'
  if (ofAnother.length > 0) return 'De bezoeker wacht. Er is nog geen papier van de gekozen patiënt.'
  return rejected.length > 0
    ? 'Dit is een ander kind dan eerst. Kijk opnieuw op het uittreksel.'
    : 'De bezoeker wacht. Kijk op de papieren.'
}

/** One person at a time, with nobody else's data beside the form but who was identified before. */
function compare(view: DeskView, visit: VisitRow, person: number): Html {
  const known = personAt(visit, person)
  if (known === null) return html``
  if (known.part === null) return html`${claimForm(view, person, known)}`
  return html`<h3 class="s-person">${partWords[known.part]}</h3>
    <details class="s-enter">
      <summary class="s-btn quiet">Wie al gecontroleerd is</summary>
      ${people(view, visit)}
    </details>
    ${claimForm(view, person, known)}`
}

/** Everybody whom the desk identified, each in a panel of his own. */
function people(view: DeskView, visit: VisitRow): Html {
  const known = everybody(visit).filter(({ assurance, declined }) => assurance !== 'claimed' && !declined)
  return html`${known.map((one, person) => identified(view, visit, one, person))}`
}

function identified(view: DeskView, visit: VisitRow, known: Attending, person: number): Html {
  const { claim, part, identifiedBy, enteredBy, claimedAt } = known
  const alone = visit.others.length === 0
  return html`${alone ? null : html`<h3 class="s-person">${part === null ? 'Bezoeker' : partWords[part]}</h3>`}
    <dl class="s-facts">
      ${alone ? facts(claim, view.now, { checked: true, entered: enteredBy !== null }) : short(claim)}
      <div>
        <dt>Gecontroleerd</dt>
        <dd>${identifiedBy?.name ?? ''}</dd>
        <dd class="c">${ok('dit is de persoon')}</dd>
      </div>
      ${part === null && asksPaper(visit.record) ? paperLines(view, visit) : null}
    </dl>
    <form method="post" action="/desk/doubt">
      ${secrets(view)}<input type="hidden" name="person" value="${person}" /><input
        type="hidden"
        name="claim"
        value="${claimedAt ?? ''}"
      /><button class="s-btn quiet">Toch twijfel aan dit document</button>
    </form>`
}

/** Of several people: who it was; the document has been compared. */
function short(claim: IdentityClaim | null): Html | null {
  if (claim === null) return null
  return html`<div>
    <dt>Naam</dt>
    <dd>${claim.family}, ${claim.given}</dd>
    <dd class="c">${dayInWords(claim.birthDate)}</dd>
  </div>`
}

function noWitness({ record: { others } }: VisitRow): Html | null {
  const refused = others.some(({ part, declined }) => part === 'witness' && declined)
  return refused ? quiet('De getuige is niet akkoord. De bezoeker kiest op de zuil een andere manier.') : null
}

/** The screen was handed to somebody whose document is not read yet: the clerk may type it, as for a visitor. */
function awaited(view: DeskView, { record }: VisitRow, kiosk: QueueRow['kiosk']): Html | null {
  if (kiosk?.visit !== record.visit) return null
  const { others } = record
  if (kiosk.reached.includes('witnessHere') && !others.some(({ part }) => part === 'witness'))
    return html`${quiet('De zuil is aan een getuige gegeven. Die laat een eigen document lezen.')}
    ${identityPanel(view, 'witness')}`
  if (!kiosk.reached.includes('handOver') || others.length > 0) return null
  return html`${quiet('De zuil is aan de tweede persoon gegeven. Die laat een eigen document lezen.')}
  ${identityPanel(view, 'coHolder')}`
}

function searching(view: DeskView): Html {
  const { selected } = view
  const left = selected?.visit.record.lookUpsLeft ?? 0
  const waits = selected !== null && waitsForDesk(selected.visit)
  return html`${quiet(waits ? waitsWords(selected.visit) : `De bezoeker zoekt de patiënt op de zuil. Dat kan nog ${left} keer. U kunt ook zelf zoeken.`)}
  ${changeProof(view)} ${patientPanel(view)}`
}

function changeProof(view: DeskView): Html | null {
  const { selected } = view
  return selected !== null && asksPaper(selected.visit.record) ? papersPanel(view) : null
}

function declined(view: DeskView, visit: VisitRow, person: number): Html {
  const why: Readonly<Record<DeclineReason, string>> = {
    notThisPerson: 'Niet deze persoon',
    doubt: 'Twijfel vastgelegd. Dit bezoek staat stil.',
    wrongEnding: 'Drie keer verkeerde tekens',
    notOnPaper: 'Staat niet op het uittreksel',
  }
  const known = personAt(visit, person)
  const because = known?.declinedBecause ?? null
  const part = known?.part ?? null
  const heading = part === null ? null : html`<h3 class="s-person">${partWords[part]}</h3>`
  const title = html`${heading}
    <p class="s-state">${wrong(because === null ? 'Niet akkoord' : why[because])}</p>`
  // A visitor who was identified is not compared again: what was accepted is in doubt.
  if (part === null && visit.record.state !== 'opened')
    return html`${title}
    ${quiet('Er wordt niets meer ondertekend in dit bezoek. De zuil vraagt de bezoeker om naar de balie te komen. Zeg niet waarom.')}`
  return html`${title}
  ${quiet('De zuil vraagt de bezoeker om naar de balie te komen. Laat de bezoeker een ander document lezen: dan begint de controle opnieuw.')}
  ${identityPanel(view, part)}`
}

function quiet(text: string): Html {
  return html`<p class="s-quiet">${text}</p>`
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}
