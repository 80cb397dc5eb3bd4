/** Picking the patient at the desk: the clerk sees the names, the kiosk never does. */
import type { Patient } from '@medplum/fhirtypes'
import { patientNumberSystem } from '../../record/naming.ts'
import { samePersonInFull } from '../../record/same-person.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { dayInWords } from './dates.ts'
import { ok, secrets, wrong } from './parts.ts'
import type { DeskView } from './view.ts'

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
          autofocus
      /></label>
      <label for="number"
        >Patiëntnummer of BSN<input id="number" name="number" inputmode="numeric" size="14" maxlength="20"
      /></label>
      <button class="s-btn go">Zoek</button>
    </form>
    ${view.found === null ? null : results(view, view.found)}`
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
  const claim = view.selected?.visit.record.claim
  const name = patientName(patient)
  const number = (patient.identifier ?? []).find(({ system }) => system === patientNumberSystem)?.value ?? '–'
  const match =
    claim?.purpose !== 'self'
      ? null
      : samePersonInFull(patient, claim)
        ? ok('zelfde persoon')
        : wrong('andere naam of datum')
  return html`<tr>
    <td><b>${name}</b></td>
    <td>${patient.birthDate === undefined ? '–' : dayInWords(patient.birthDate)}</td>
    <td>${number}</td>
    <td>${match}</td>
    <td class="r">
      <form method="post" action="/desk/bind">
        ${secrets(view)}
        <input type="hidden" name="patient" value="${patient.id ?? ''}" />
        <button class="s-btn" aria-label="Koppel ${name}">Koppel</button>
      </form>
    </td>
  </tr>`
}

function patientName({ name }: Patient): string {
  const [first] = name ?? []
  return first?.text ?? [first?.family, (first?.given ?? []).join(' ')].filter(Boolean).join(', ')
}
