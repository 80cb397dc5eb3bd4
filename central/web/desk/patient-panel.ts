/** Picking the patient at the desk: the clerk sees the names, the kiosk never does. */
import type { Patient } from '@medplum/fhirtypes'
import { isSameSystem } from '../../../domain/coding/number-systems.ts'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { identifierHolds, isSurely } from '../../../domain/validity/holds.ts'
import { bsnSystem, patientNumberSystem } from '../../record/naming.ts'
import { writtenName } from '../../../domain/identity/known-patient.ts'
import { isOwn, journeyOfClaim } from '../../../domain/journeys/index.ts'
import { nameOnDocument, samePerson } from '../../../domain/identity/same-person.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { dayInWords } from './dates.ts'
import { reasonWords } from './match-words.ts'
import { mark, ok, secrets, typed, wrong } from './parts.ts'
import type { DeskView } from './desk-view.ts'

export function patientPanel(view: DeskView): Html {
  return html`<form class="s-search" method="post" action="/desk/search" autocomplete="off" id="search">
      ${secrets(view)}
      <h3>Zoek de patiënt</h3>
      <label for="birthDate"
        >Geboortedatum<input
          id="birthDate"
          name="birthDate"
          inputmode="numeric"
          placeholder="dag-maand-jaar"
          size="15"
          maxlength="10"
          value="${typed(view, 'birthDate')}"
          ${view.session.draft?.wrong === 'number' ? null : html`autofocus`}
          ${mark(view, 'birthDate')}
      /></label>
      <label for="number"
        >Patiëntnummer of BSN<input
          id="number"
          name="number"
          inputmode="numeric"
          size="14"
          maxlength="20"
          value="${typed(view, 'number')}"
          ${mark(view, 'number')}
      /></label>
      <button class="s-btn go">Zoek</button>
    </form>
    ${view.found === null ? candidates(view) : results(view, view.found)}`
}

/** Whom the kiosk could not tell by itself: the clerk picks one, or searches on. */
function candidates(view: DeskView): Html | null {
  if (view.candidates.length === 0) return null
  return html`<p class="s-quiet" role="status">
      Misschien is het een van deze mensen. Vergelijk met het document. Is het niemand? Zoek dan verder.
    </p>
    ${results(view, view.candidates)}`
}

function results(view: DeskView, found: readonly Patient[]): Html {
  if (found.length === 0)
    return html`<p class="s-quiet" role="status">Niemand gevonden. Kijk de datum en het nummer na.</p>`
  return html`<table class="s-found">
    <caption class="sr">
      Gevonden patiënten
    </caption>
    <thead>
      <tr>
        <th scope="col">Naam</th>
        <th scope="col">Geboren</th>
        <th scope="col">Nummer</th>
        <th scope="col">Adres</th>
        <th scope="col">Document</th>
        <th scope="col"><span class="sr">Kiezen</span></th>
      </tr>
    </thead>
    <tbody>
      ${found.map((patient) => result(view, patient))}
    </tbody>
  </table>`
}

function result(view: DeskView, patient: Patient): Html {
  const name = patientName(patient, view)
  const number = numberOf(patient, patientNumberSystem, view) ?? '–'
  return html`<tr>
    <td><b>${name}</b></td>
    <td>${bornInWords(patient)}</td>
    <td>${number}<small>BSN ${bsnEnd(patient, view)}</small></td>
    <td>${addressOf(patient)}<small>laatst hier: ${lastVisit(view, patient)}</small></td>
    <td>${match(view, patient)}</td>
    <td class="r">
      <form method="post" action="/desk/bind">
        ${secrets(view)}
        <input type="hidden" name="patient" value="${patient.id ?? ''}" />
        <button class="s-btn" aria-label="Koppel ${name}">Koppel</button>
      </form>
    </td>
  </tr>`
}

/** The last three digits: enough to tell two records apart, and to ask for. */
function bsnEnd(patient: Patient, view: DeskView): string {
  const bsn = numberOf(patient, bsnSystem, view)
  return bsn === undefined ? 'onbekend' : `••••••${bsn.slice(-3)}`
}

/** The number that is in use today: an old one may be somebody else's since. */
function numberOf({ identifier }: Patient, system: string, { now }: Pick<DeskView, 'now'>): string | undefined {
  const today = dayAt(now.getTime())
  return (identifier ?? []).find((one) => isSameSystem(one.system, system) && isSurely(identifierHolds(one, today)))
    ?.value
}

/** Street and place: the clerk asks where somebody lives, and never reads it out. */
function addressOf({ address }: Patient): string {
  const [first] = (address ?? []).filter(({ use }) => use !== 'old')
  const parts = [(first?.line ?? []).join(' '), first?.city ?? ''].filter((part) => part !== '')
  return parts.length === 0 ? (first?.text ?? 'geen adres') : parts.join(', ')
}

function lastVisit({ lastVisits }: DeskView, { id = '' }: Patient): string {
  const day = lastVisits.get(id) ?? null
  return day === null ? 'niet bekend' : dayInWords(day)
}

/** For who comes for himself: whether this is the person on the document, and what is not simply equal. */
function match({ selected, now }: DeskView, { name, birthDate }: Patient): Html | null {
  const claim = selected?.visit.record.claim
  if (claim === null || claim === undefined || !isOwn(journeyOfClaim(claim))) return null
  const { answer, reasons } = samePerson({ name, birthDate }, nameOnDocument(claim), dayAt(now.getTime()))
  const why = reasons.map((reason) => html`<br /><small>${reasonWords[reason]}</small>`)
  switch (answer) {
    case 'same':
      return html`${ok('zelfde persoon')}${why}`
    case 'doubt':
      return html`${wrong('twijfel: kijk zelf')}${why}`
    case 'different':
      return html`${wrong('andere naam of datum')}${why}`
    default:
      return answer satisfies never
  }
}

/** The birth date in words; a record may hold a year or a month only. */
export function bornInWords({ birthDate }: Patient): string {
  if (birthDate === undefined) return '–'
  return /^\d{4}-\d\d-\d\d$/.test(birthDate) ? dayInWords(birthDate) : `${birthDate} (niet volledig)`
}

/** Family name first, as in a register. */
export function patientName({ name }: Patient, { now }: DeskView): string {
  const written = writtenName(name, dayAt(now.getTime()))
  return written === null ? '–' : [written.family, written.given].filter((part) => part !== '').join(', ')
}
