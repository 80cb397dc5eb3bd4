/** The visitor's clock as the desk sees it: whose it is, and when the kiosk forgets everything. */
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import type { KioskState } from '../../devices/kiosks-port.ts'
import { clock } from './dates.ts'
import { wrong } from './parts.ts'
import type { QueueRow } from './queue-row.ts'

/** Milliseconds before the end of a wait from which the desk is warned. */
const warnBefore = 3 * 60_000

export function clockLine({ visit }: QueueRow, kiosk: KioskState | null): Html | null {
  if (kiosk === null || kiosk.visit !== visit.record.visit || kiosk.clock === null) return null
  const { state, wipeAt } = kiosk.clock
  switch (state) {
    case 'running':
      return html`<p class="s-clock">De klok van de zuil loopt: de bezoeker is aan zet.</p>`
    case 'standing':
      return html`<p class="s-clock">
        De klok van de zuil staat stil: de bezoeker wacht op
        u.${wipeAt === null ? null : html` Doet niemand iets, dan wist de zuil alles om ${clock(new Date(wipeAt))}.`}
      </p>`
    case 'covered':
      return html`<p class="s-clock late">
        ${wrong('De zuil wist bijna alles')}${wipeAt === null ? null : html` Nog <span class="until" data-until="${wipeAt}"></span>. Druk V voor meer tijd.`}
      </p>`
    default:
      return state satisfies never
  }
}

/** Whether this visit is wiped soon although the desk must act, or while the visitor does nothing. */
export function isLate(visit: QueueRow['visit'], kiosk: KioskState | null, now: Date): boolean {
  if (kiosk === null || kiosk.visit !== visit.record.visit || kiosk.clock === null) return false
  const { state, wipeAt } = kiosk.clock
  if (state === 'covered') return true
  return state === 'standing' && wipeAt !== null && Date.parse(wipeAt) - now.getTime() < warnBefore
}
