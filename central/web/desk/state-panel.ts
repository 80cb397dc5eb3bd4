/** Right: how far the visit on this kiosk is, and what the desk can do with the kiosk. Progress, never answers. */
import { isPolicyRefusal } from '../../../domain/contract/control/policy-refusal.ts'
import { outcomes } from '../../../domain/outcome/outcomes.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { pictogram } from '../pages/mark.ts'
import type { KioskState } from '../../devices/kiosks-port.ts'
import { act } from './parts.ts'
import { isCalling, stepOf } from './queue.ts'
import { clockLine } from './clock-line.ts'
import { trail } from './trail.ts'
import type { TrailStep } from './trail.ts'
import type { DeskView } from './desk-view.ts'
import { closedWords, helpWords, readerWords, sentenceWords } from './words.ts'

export function statePanel(view: DeskView): Html {
  const { kiosk, selected } = view
  if (selected === null && kiosk === null) {
    return html`<section class="s-panel s-side" aria-labelledby="state-title" id="state">
      <header><h2 id="state-title">Zuil</h2></header>
      <p class="s-empty">Kies een nummer of een bel. Dan ziet u hier hoe ver de bezoeker is.</p>
    </section>`
  }
  const name = kiosk?.name ?? 'Zuil'
  return html`<section class="s-panel s-side" aria-labelledby="state-title" id="state">
    <header>
      <h2 id="state-title">${name} nu</h2>
      <span class="meta">alleen voortgang</span>
    </header>
    ${selected === null ? idle(kiosk) : progress(view)}
    <footer class="s-wrap">
      ${kiosk?.reader == null ? null : html`<p class="s-empty">${readerWords[kiosk.reader]}</p>`}
      ${kiosk?.helpWhy == null ? null : html`<p class="s-state no">${helpWords[kiosk.helpWhy].sentence}</p>`}
      ${kiosk === null ? null : help(view, kiosk)}
      ${
        selected === null
          ? kiosk === null
            ? null
            : act(view, { action: 'arm', label: 'Maak klaar', key: 'K', fields: { device: kiosk.device } })
          : html`${act(view, { action: 'extend', label: 'Meer tijd', key: 'V' })}
              <button type="button" class="s-btn quiet" data-key="F10" data-asks="ask-stop">
                Stop bezoek … <kbd>F10</kbd>
              </button>`
      }
    </footer>
  </section>`
}

function help(view: DeskView, kiosk: KioskState): Html | null {
  const fields = { device: kiosk.device }
  if (isCalling(kiosk)) {
    return act(view, { action: 'help', label: 'Ik kom', key: 'F8', kind: 'go', fields: { ...fields, state: 'coming' } })
  }
  if (kiosk.help !== 'coming') return null
  return act(view, { action: 'help', label: 'Hulp gegeven', key: 'F8', fields: { ...fields, state: 'quiet' } })
}

function idle(kiosk: KioskState | null): Html {
  return html`<p class="s-empty">${sentenceOf(kiosk)}</p>`
}

function sentenceOf(kiosk: KioskState | null): string {
  if (kiosk?.online !== true) return 'Deze zuil is niet verbonden met de centrale.'
  const { outOfService } = kiosk
  if (outOfService === null) return 'Er is nu geen bezoeker op deze zuil.'
  const why = isPolicyRefusal(outOfService) ? outcomes[outOfService].staff : (closedWords[outOfService] ?? '')
  return `Deze zuil is buiten dienst. ${why}`.trim()
}

function progress({ selected, kiosk }: DeskView): Html | null {
  if (selected === null) return null
  const { record } = selected.visit
  const step = stepOf(selected.visit, kiosk)
  return html`<ol class="s-trail">
      ${trail({ step, record, reached: kiosk?.visit === record.visit ? kiosk.reached : [] }).map((stage) => item(stage, selected.waitsForDesk))}
    </ol>
    <div class="s-mirror">
      <small>Bezoeker leest nu</small>
      <p>${sentenceWords[step]}</p>
    </div>
    ${clockLine(selected, kiosk)}`
}

function item({ label, state }: TrailStep, waits: boolean): Html {
  switch (state) {
    case 'done':
      return html`<li class="d">
        ${pictogram('check')}<span>${label}<span class="sr">, klaar</span></span>
      </li>`
    case 'now':
      return html`<li class="n" aria-current="step"><i></i>${label}<small>${waits ? 'wacht op u' : 'nu'}</small></li>`
    case 'later':
      return html`<li><i></i>${label}</li>`
    case 'skipped':
      return html`<li class="x"><i></i>${label}<small>niet gedaan</small></li>`
    default:
      return state satisfies never
  }
}
