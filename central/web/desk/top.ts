/** The header: who is at this desk, the kiosks as bells standing on the line, and the lock. */
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { mark, pictogram } from '../pages/mark.ts'
import type { KioskState } from '../../devices/kiosks-port.ts'
import { clock, weekday } from './dates.ts'
import { since } from './parts.ts'
import { isCalling } from './queue.ts'
import type { DeskView } from './desk-view.ts'
import { stepWords } from './words.ts'

export function top(view: DeskView): Html {
  const { hospital, now, session, kiosks } = view
  return html`<header class="s-top">
    <a class="s-home" href="/desk" aria-label="Balie, naar de wachtrij">${mark}</a>
    <p class="s-where"><b>${hospital}</b>Balie</p>
    <nav class="s-bells" aria-label="Zuilen" id="bells">${kiosks.map((kiosk) => bell(kiosk, view))}</nav>
    <p class="s-who" id="clock"><b>${clock(now)}</b>${weekday(now)}</p>
    <p class="s-who"><b>${session.staff.name}</b>medewerker</p>
    <form method="post" action="/staff/logout">
      <input type="hidden" name="csrf" value="${session.csrf}" />
      <button class="s-btn quiet" data-key="F12">${pictogram('privacy')}Uitloggen <kbd>F12</kbd></button>
    </form>
  </header>`
}

function bell(kiosk: KioskState, view: DeskView): Html {
  const rings = isCalling(kiosk)
  const chosen = view.kiosk?.device === kiosk.device
  return html`<a
    class="s-bell ${rings ? 'ring' : kiosk.online ? 'on' : 'off'}"
    href="${linkTo(kiosk, view)}"
    ${chosen ? html`aria-current="true"` : null}
    ${rings ? html`data-rings` : null}
    ><svg viewBox="0 0 44 30" aria-hidden="true">
      <path class="dome" d="M2 30v-4a20 20 0 0 1 40 0v4z" />
      <circle class="knob" cx="22" cy="2.8" r="2.6" /></svg
    ><span><b>${kiosk.name}</b>${stateOf(kiosk, view)}</span></a
  >`
}

/** To the visit on that kiosk, or to the kiosk itself. */
export function linkTo(kiosk: KioskState, { rows }: Pick<DeskView, 'rows'>): string {
  const row = rows.find((candidate) => candidate.kiosk?.device === kiosk.device)
  return row === undefined ? `/desk?zuil=${kiosk.device}` : `/desk?nr=${row.callNumber}`
}

function stateOf(kiosk: KioskState, view: DeskView): Html {
  if (isCalling(kiosk)) {
    return html`<span>Hulp${kiosk.helpSince === null ? null : html`, ${since(kiosk.helpSince, view)}`}</span>`
  }
  if (!kiosk.online) return html`<span>geen verbinding</span>`
  if (kiosk.help === 'coming') return html`<span>hulp komt</span>`
  if (kiosk.outOfService !== null) return html`<span>buiten dienst</span>`
  return html`<span>${kiosk.step === null ? 'vrij' : stepWords[kiosk.step]}</span>`
}
