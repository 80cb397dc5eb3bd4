/** The page of forms that wait for several signers: whose, until when, how they stand, and what a clerk can do. */
import type { Patient } from '@medplum/fhirtypes'
import { dayAt } from '../../../../domain/days/amsterdam.ts'
import { writtenName } from '../../../../domain/identity/known-patient.ts'
import { documentName } from '../../../../domain/identity/written-name.ts'
import { journeyOf } from '../../../../domain/journeys/index.ts'
import type { SetRow } from '../../../requests/sets/set-row.ts'
import type { Notice, StaffSession } from '../../login/sessions.ts'
import { document } from '../../pages/frame.ts'
import { html } from '../../pages/html.ts'
import type { Html } from '../../pages/html.ts'
import { mark, pictogram, pictograms } from '../../pages/mark.ts'
import type { StaffAccount } from '../../staff/oidc/accounts.ts'
import { dayInWords } from '../dates.ts'
import type { Sought } from './find.ts'
import { hasMore, openState, removeReasons, roleWords, wholeState } from './words.ts'

export interface SetsView {
  readonly session: StaffSession
  readonly sought: Sought
  readonly hospital: string
  readonly now: Date
  readonly accounts: readonly StaffAccount[]
  readonly notice: Notice | null
  readonly patient: Patient | null
  readonly sets: readonly SetRow[]
}

export function setsPage(view: SetsView): Html {
  const { hospital, session } = view
  return document({
    title: 'Wachtende formulieren',
    bodyClass: 'staff sets',
    body: html`${pictograms}
      <header class="s-top">
        <a class="s-home" href="/desk" aria-label="Balie, naar de wachtrij">${mark}</a>
        <p class="s-where"><b>${hospital}</b>Balie</p>
        <p class="s-who"><b>${session.staff.name}</b>medewerker</p>
        <a class="s-btn quiet" href="/desk">Terug naar de wachtrij</a>
      </header>
      <main class="s-main">
        <section class="s-panel s-check" aria-labelledby="sets-title">
          <header><h1 id="sets-title">Wachtende formulieren</h1></header>
          ${search(view)} ${notice(view)} ${view.patient === null ? null : found(view, view.patient)}
        </section>
      </main>
      <footer class="s-keys">
        <span><kbd>Tab</kbd> volgende knop</span>
        <span><kbd>Enter</kbd> doen</span>
        <span class="grow"></span>
        <span>Wat u opent, wordt vastgelegd.</span>
      </footer>`,
  })
}

function search({ session, sought }: SetsView): Html {
  return html`<form class="s-search" method="post" action="/desk/sets" autocomplete="off">
    <input type="hidden" name="csrf" value="${session.csrf}" />
    <h2>Zoek de patiënt</h2>
    <label for="birthDate"
      >Geboortedatum<input
        id="birthDate"
        name="birthDate"
        inputmode="numeric"
        placeholder="dag-maand-jaar"
        size="15"
        maxlength="10"
        value="${sought.birthDate}"
        autofocus
    /></label>
    <label for="number"
      >Patiëntnummer of BSN<input
        id="number"
        name="number"
        inputmode="numeric"
        size="14"
        maxlength="20"
        value="${sought.number}"
    /></label>
    <button class="s-btn go">Zoek</button>
  </form>`
}

function notice({ notice: left }: SetsView): Html | null {
  if (left === null) return null
  return left.kind === 'error'
    ? html`<p class="s-error" role="alert" data-notice>${pictogram('warn')}${left.text}</p>`
    : html`<p class="s-good" role="status" data-notice>${pictogram('check')}${left.text}</p>`
}

function found(view: SetsView, patient: Patient): Html {
  const name = writtenName(patient.name, dayAt(view.now.getTime()))
  const born = patient.birthDate === undefined ? '' : ` · ${dayInWords(patient.birthDate)}`
  const who = html`<h2>${name === null ? 'Patiënt' : documentName(name)}${born}</h2>`
  if (view.sets.length === 0)
    return html`${who}
      <p class="s-quiet" role="status">Er wacht niets voor deze patiënt.</p>`
  return html`${who}
    <div class="s-scroll" tabindex="0" role="region" aria-label="Formulieren van deze patiënt">
      <table class="s-apart">
        <thead>
          <tr>
            <th scope="col">Formulier</th>
            <th scope="col">Getekend</th>
            <th scope="col">Tot en met</th>
            <th scope="col">Stand</th>
            <th scope="col">Wat u kunt doen</th>
          </tr>
        </thead>
        <tbody>
          ${view.sets.map((set) => line(view, set))}
        </tbody>
      </table>
    </div>`
}

function line(view: SetsView, set: SetRow): Html {
  const { state, acts, openedAt, journey } = set
  const open = acts.filter(({ role }) => !state.signers.some((one) => one.role === role && one.alone))
  return html`<tr>
    <td>
      <b>${journeyOf(journey).words.staff.choice}</b
      ><small>begonnen op ${dayInWords(dayAt(Date.parse(openedAt)))}</small>
    </td>
    <td>
      ${
        open.length === 0
          ? html`<small>Wat getekend is, is weg.</small>`
          : open.map(
              ({ role, claim, at }) =>
                html`<b>${documentName(claim)}</b
                  ><small>${roleWords[role]}, ${dayInWords(dayAt(Date.parse(at)))}</small>`,
            )
      }
    </td>
    <td>${state.lastDay === null ? 'nog niet bekend' : dayInWords(state.lastDay)}</td>
    <td>${stand(view, set)}</td>
    <td>${actions(view, set)}</td>
  </tr>`
}

function stand({ accounts, session }: SetsView, { state }: SetRow): Html {
  const by = state.frozenBy
  const who = by === session.staff.id ? 'u' : (accounts.find(({ id }) => id === by)?.name ?? 'een collega')
  return html`<b>${openState(state)}</b>${by === null ? null : html`<small>door ${who}</small>`}
    ${
      hasMore(state)
        ? html`<details>
            <summary>Alleen voor u</summary>
            <p>${wholeState(state)}. Zeg dit tegen niemand aan de balie.</p>
          </details>`
        : null
    }`
}

function actions(view: SetsView, { id, version, state, erasedAt }: SetRow): Html {
  const { outcome, told, frozenBy } = state
  const button = (act: string, label: string, more: Html | null = null): Html =>
    html`<form method="post" action="/desk/sets">
      <input type="hidden" name="csrf" value="${view.session.csrf}" />
      ${(['birthDate', 'number', 'nr'] as const).map(
        (name) => html`<input type="hidden" name="${name}" value="${view.sought[name]}" />`,
      )}
      <input type="hidden" name="set" value="${id}" />
      <input type="hidden" name="version" value="${version}" />
      ${more}
      <button class="s-btn" name="act" value="${act}">${label}</button>
    </form>`
  if (erasedAt !== null) return html`<small>niets meer</small>`
  if (frozenBy !== null)
    return frozenBy === view.session.staff.id
      ? html`<small>Een collega geeft dit vrij.</small>`
      : button('released', 'Geef vrij')
  const outdated = told !== null && outcome !== null && outcome.kind !== 'granted' && outcome.because === 'outdated'
  if (!outdated) return told === null ? button('froze', 'Bevries') : html`<small>niets meer</small>`
  return button('removed', 'Haal weg', reasonField(id))
}

function reasonField(id: string): Html {
  return html`<label for="reason-${id}"
    >Waarom<select id="reason-${id}" name="reason">
      <option value="">Kies</option>
      ${Object.entries(removeReasons).map(([value, label]) => html`<option value="${value}">${label}</option>`)}
    </select></label
  >`
}
