/** The one end path (architecture, Life of a visit): every end of a visit goes through `end` and `finishEnding`. */
import type { Notice } from '../../domain/contract/control/renderer.ts'
import type { EndKind } from '../../domain/contract/device/journal.ts'
import type { Effect, Next } from './events.ts'
import type { Ending, Supervised, Visit } from './state.ts'

/** Milliseconds that a notice of main stays on the next clean screen when nobody touches it. */
export const noticeFor = 60_000

/** Ends the visit: nothing more is taken from its pair, both processes are killed, a running write to the outbox finishes. */
export function end(state: Supervised, kind: EndKind): Next<Supervised> {
  const { visit } = state
  if (visit === null) return { state, effects: [] }
  const effects: Effect[] = [
    { do: 'screen', pair: visit.pair, message: { type: 'ending', reload: state.host === 'served' } },
    { do: 'wipe', pair: visit.pair, of: { visit: visit.id, end: kind } },
    { do: 'log', event: 'visitEnded', fields: { visit: visit.id, code: kind } },
    { do: 'report', report: { type: 'step', visit: null, step: 'attract' } },
  ]
  if (state.help !== 'quiet') effects.push({ do: 'report', report: { type: 'helpEnded', visit: visit.id } })
  return {
    state: {
      ...state,
      front: null,
      visit: null,
      help: 'quiet',
      rangAt: null,
      ending: { visit, end: kind, wiped: false },
    },
    effects,
  }
}

/** When both the wipe and the last write are over, the next clean screen may stand, with what it has to say. */
export function finishEnding(state: Supervised, now: number): Next<Supervised> {
  const { ending } = state
  if (ending === null || !ending.wiped || ending.visit.storing !== null) return { state, effects: [] }
  const kind = noticeOf(ending)
  return {
    state: { ...state, ending: null, notice: kind === null ? state.notice : { kind, until: now + noticeFor } },
    effects: [],
  }
}

/** What main itself must say because the session could not: saved but not shown, not signed, or stopped for the clock. */
export function noticeOf({ visit, end: kind }: Pick<Ending, 'visit' | 'end'>): Notice | null {
  const { unshown, step }: Visit = visit
  if (unshown) return 'savedWillBeSent'
  if (step === 'sealing') return 'notSigned'
  if (kind !== 'timeLost' || step === null) return null
  // Whoever was just reading that all is signed must not think that it was for nothing.
  return step === 'done' ? 'savedWillBeSent' : 'stopped'
}
