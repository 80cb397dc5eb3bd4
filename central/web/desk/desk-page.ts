/** The whole desk page: header with bells, three columns, the line of keys (docs/look.md, Staff pages). */
import { doorCard } from '../pages/door.ts'
import { document } from '../pages/frame.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { pictograms } from '../pages/mark.ts'
import type { StaffSession } from '../login/sessions.ts'
import { askStop } from './ask-stop.ts'
import { queuePanel } from './queue-panel.ts'
import { statePanel } from './state-panel.ts'
import { top } from './top.ts'
import type { DeskView } from './desk-view.ts'
import { workPanel } from './work-panel.ts'

export function deskPage(view: DeskView): Html {
  return document({
    title: 'Balie',
    bodyClass: 'staff',
    script: 'desk.js',
    body: html`${pictograms} ${top(view)}
      <main class="s-main">
        <h1 class="sr">Balie, werkplek van de medewerker</h1>
        ${queuePanel(view)} ${workPanel(view)} ${statePanel(view)}
      </main>
      ${askStop(view)}
      <footer class="s-keys">
        <span><kbd>J</kbd> <kbd>N</kbd> <kbd>T</kbd> ja, nee, twijfel</span>
        <span><kbd>↑</kbd> <kbd>↓</kbd> andere rij</span>
        <span><kbd>F8</kbd> hulp van zuil aannemen</span>
        <span><kbd>Esc</kbd> terug naar wachtrij</span>
        <span class="grow"></span>
        <a href="/approve">Aanvragen beoordelen</a>
        <a href="${setsLink(view)}">Wachtende formulieren</a>
        <span>Wat u opent, wordt vastgelegd.</span>
      </footer>`,
  })
}

/** Of the patient whom the open visit is about; else the page asks. */
function setsLink({ selected }: DeskView): string {
  const record = selected?.visit.record
  return record?.patient == null ? '/desk/sets' : `/desk/sets?nr=${record.callNumber}`
}

/** For who is logged in and does not work at the desk. */
export function notForYou(session: StaffSession): Html {
  return doorCard(
    'Deze pagina is voor de balie',
    html`<p>U bent ingelogd als ${session.staff.name}. Aanvragen staan op uw eigen pagina.</p>
      <p><a class="s-btn go" href="/approve">Naar de aanvragen</a></p>
      <form method="post" action="/staff/logout">
        <input type="hidden" name="csrf" value="${session.csrf}" />
        <button class="s-btn">Uitloggen</button>
      </form>`,
  )
}
