/** Left: numbers, where they stand, how far they are and how long. No names. */
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { pictogram } from '../pages/mark.ts'
import { since } from './parts.ts'
import { urgentLines } from './urgent.ts'
import type { QueueRow } from './queue-row.ts'
import type { DeskView } from './desk-view.ts'

export function queuePanel(view: DeskView): Html {
  const { rows, samples } = view
  return html`<section class="s-panel s-queue" aria-labelledby="queue-title" id="queue">
    <header>
      <h2 id="queue-title">Wachtrij</h2>
      <kbd>F2</kbd>
    </header>
    ${
      rows.length === 0
        ? html`<p class="s-empty">Er is nu geen bezoeker op een zuil.</p>`
        : html`<table>
            <thead>
              <tr>
                <th scope="col">Nr.</th>
                <th scope="col">Waar</th>
                <th scope="col">Stap</th>
                <th scope="col" class="r">Tijd</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map((row) => line(row, view))}
            </tbody>
          </table>`
    }
    ${urgentLines(view.urgent)}
    <footer class="s-wrap">
      ${
        samples.length === 0
          ? null
          : html`<a class="s-btn" href="/desk?voorbeelden" data-key="F3">Voorbeelden om te oefenen <kbd>F3</kbd></a>`
      }
      <a class="s-btn" href="/desk?apart" data-key="F4">Niet verwerkt: ${view.apartCount} <kbd>F4</kbd></a>
    </footer>
  </section>`
}

function line(row: QueueRow, view: DeskView): Html {
  const selected = view.selected?.callNumber === row.callNumber
  const kind = selected ? 'sel' : row.rings || row.waitsForDesk ? 'hot' : ''
  return html`<tr class="${kind}">
    <td>
      <a class="s-row" href="/desk?nr=${row.callNumber}" ${selected ? html`aria-current="true"` : null}
        ><b>${row.callNumber}</b></a
      >
    </td>
    <td>${row.kiosk?.name ?? 'Zuil'}</td>
    <td>
      ${row.rings ? pictogram('bell') : null}${row.label}${row.late ? html`<small class="no" data-late="Nummer ${row.callNumber}">zuil wist bijna alles</small>` : null}
    </td>
    <td class="r">${since(row.since, view)}</td>
  </tr>`
}
