/** The page of whoever answers requests: work list, the one that is open, and what follows from the answer. */
import { document } from '../pages/frame.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { mark, pictogram, pictograms } from '../pages/mark.ts'
import type { AskedFor } from '../../requests/decisions/decision.ts'
import type { QueuedRequest } from '../../requests/decisions/shown.ts'
import { ageOn, clock, dayInWords, today, weekday } from '../desk/dates.ts'
import { opened } from './opened.ts'
import { side } from './side.ts'
import type { ApproveView } from './view.ts'

export function approvePage(view: ApproveView): Html {
  return document({
    title: 'Aanvragen beoordelen',
    bodyClass: 'staff approve',
    script: 'approve.js',
    body: html`${pictograms} ${top(view)}
      <main class="s-main">
        <h1 class="sr">Aanvragen beoordelen</h1>
        ${list(view)}
        <section class="s-panel s-check" id="work" aria-label="Aanvraag">
          ${notice(view)} ${view.open === null ? nothingOpen(view) : opened(view, view.open)}
        </section>
        ${side(view)}
      </main>
      <footer class="s-keys">
        <span><kbd>↑</kbd> <kbd>↓</kbd> andere aanvraag</span>
        <span><kbd>L</kbd> formulier lezen</span>
        <span><kbd>Esc</kbd> terug naar de werklijst</span>
        <span class="grow"></span>
        <span>Wat u opent, wordt vastgelegd.</span>
      </footer>`,
  })
}

function top({ session, now, hospital }: ApproveView): Html {
  const isClerk = session.role === 'clerk'
  return html`<header class="s-top">
    <a class="s-home" href="/approve" aria-label="Balie, naar de werklijst">${mark}</a>
    <p class="s-where"><b>${hospital}</b>Aanvragen beoordelen</p>
    <span class="grow"></span>
    ${isClerk ? html`<a class="s-btn quiet" href="/desk">Terug naar de wachtrij</a>` : null}
    <p class="s-who" id="clock"><b>${clock(now)}</b>${weekday(now)}</p>
    <p class="s-who"><b>${session.staff.name}</b>${isClerk ? 'medewerker' : 'arts'}</p>
    <form method="post" action="/staff/logout">
      <input type="hidden" name="csrf" value="${session.csrf}" />
      <button class="s-btn quiet" data-key="F12">${pictogram('privacy')}Uitloggen <kbd>F12</kbd></button>
    </form>
  </header>`
}

/** Neither number stands for anybody: a request's own id, and a version. */
export function linkTo(asked: AskedFor): string {
  return asked.kind === 'form' ? `/approve?form=${asked.task.slice('Task/'.length)}` : `/approve?set=${asked.id}`
}

const isSame = (one: AskedFor, other: AskedFor): boolean => linkTo(one) === linkTo(other)

function list({ queue, open, now }: ApproveView): Html {
  return html`<section class="s-panel s-queue" id="queue" aria-labelledby="queue-title">
    <header>
      <h2 id="queue-title">Werklijst</h2>
      <span class="meta">${queue.length} open</span>
    </header>
    ${
      queue.length === 0
        ? html`<p class="s-empty" role="status">Er wacht geen aanvraag op u.</p>`
        : html`<div class="s-scroll" tabindex="0" role="region" aria-label="Regels van de werklijst">
            <table>
              <thead>
                <tr>
                  <th scope="col">Patiënt</th>
                  <th scope="col">Aanvraag</th>
                  <th scope="col" class="r">Getekend</th>
                </tr>
              </thead>
              <tbody>
                ${queue.map((one) => row(one, { isOpen: open !== null && isSame(one.asked, open.asked), now }))}
              </tbody>
            </table>
          </div>`
    }
  </section>`
}

function row(one: QueuedRequest, { isOpen, now }: { readonly isOpen: boolean; readonly now: Date }): Html {
  const { patient, form, since, waitsAt, isFrozen } = one
  const day = today(new Date(since))
  return html`<tr class="${isOpen ? 'sel' : waitsAt === null ? '' : 'hot'}">
    <td>
      <a class="s-row" href="${linkTo(one.asked)}" ${isOpen ? html`aria-current="true"` : null}
        ><b>${patient.name}</b></a
      ><small>${patient.birthDate === '' ? null : `${ageOn(today(now), patient.birthDate)} jaar`}</small>
    </td>
    <td>
      ${form}${waitsAt === null ? null : html`<small>${pictogram('bell')}wacht aan de zuil</small>`}${
        isFrozen ? html`<small>${pictogram('warn')}stilgezet</small>` : null
      }
    </td>
    <td class="r">${day === today(now) ? clock(new Date(since)) : shortDay(day)}</td>
  </tr>`
}

/** "22 nov" */
function shortDay(day: string): string {
  const [number = '', month = ''] = dayInWords(day).split(' ')
  return `${number} ${month.slice(0, 3)}`
}

function notice({ notice: left }: ApproveView): Html | null {
  if (left === null) return null
  return left.kind === 'error'
    ? html`<p class="s-error" role="alert" data-notice>${pictogram('warn')}${left.text}</p>`
    : html`<p class="s-good" role="status" data-notice>${pictogram('check')}${left.text}</p>`
}

function nothingOpen({ queue }: ApproveView): Html {
  return html`<p class="s-quiet">
    ${queue.length === 0 ? 'U bent bij. Nieuwe aanvragen komen vanzelf in beeld.' : 'Kies links een aanvraag.'}
  </p>`
}
