/** The bell: who rang, who heard it, and what the visitor may be promised. */
import type { HelpState } from '../../domain/contract/control/renderer.ts'
import type { Effect, Next } from './events.ts'
import { helped } from './idle.ts'
import type { Supervised } from './state.ts'

/** Milliseconds within which an open desk page shows a call; longer than a busy machine needs, short for who waits. */
export const heardWithin = 8_000

/** May the desk's word follow what stands? "Coming" for a bell that fell silent was for somebody who has left. */
function follows(from: HelpState, to: HelpState): boolean {
  switch (to) {
    case 'quiet':
      return true
    case 'ringing':
      return from === 'quiet' || from === 'unheard'
    case 'heard':
    case 'unheard':
      return from === 'ringing' || (to === 'heard' && from === 'unheard')
    case 'coming':
      return from !== 'quiet'
    default:
      return to satisfies never
  }
}

/** The bell's next state, if it may follow: to the screen, and to the desk when it rings. */
export function bell(state: Supervised, options: { readonly to: HelpState; readonly now: number }): Next<Supervised> {
  const { to, now } = options
  if (!follows(state.help, to)) return { state, effects: [] }
  const { visit, front } = state
  const effects: Effect[] = []
  if (front !== null) effects.push({ do: 'screen', pair: front.id, message: { type: 'help', state: to } })
  if (to === 'ringing') {
    effects.push({ do: 'report', report: { type: 'help', visit: visit?.id ?? null } })
    effects.push({ do: 'log', event: 'help', fields: { code: to } })
  }
  const idle = visit === null ? null : helped(visit.idle, { ringing: to !== 'quiet', now })
  return {
    state: {
      ...state,
      help: to,
      rangAt: to === 'ringing' ? now : null,
      visit: visit === null || idle === null ? visit : { ...visit, idle },
    },
    effects,
  }
}

/** Nobody heard it in time: then nobody is promised. The bell goes on ringing at the desk. */
export function unheard(state: Supervised, now: number): Next<Supervised> {
  const late = state.help === 'ringing' && state.rangAt !== null && now - state.rangAt >= heardWithin
  return late ? bell(state, { to: 'unheard', now }) : { state, effects: [] }
}
