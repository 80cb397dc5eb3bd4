/**
 * Keeps one pair on the screen and one armed behind it. `settle` runs after every event and does what is missing, so no
 * path can forget it. Never more than two pairs live: the two partitions alternate (architecture, Life of a visit).
 */
import type { MainToRenderer } from '../../domain/contract/control/renderer.ts'
import type { Effect, Next } from './events.ts'
import { outOfService, type PairId, type PairState, type Supervised } from './state.ts'

/** Milliseconds: 0.5 s to 60 s between two tries to open a pair that does not stay. */
export function faultWait(faults: number): number {
  return Math.min(60_000, 500 * 2 ** Math.min(Math.max(0, faults - 1), 10))
}

/**
 * What the attract screen is told. While nothing is known it lays itself out, unseen, as it will most likely stand; it
 * is told again before it is shown.
 */
export function attract(state: Supervised): MainToRenderer {
  const closed = outOfService(state)
  return {
    type: 'attract',
    outOfService: state.settling && closed === 'starting' ? null : closed,
    notice: state.notice?.kind ?? null,
  }
}

/** The front or the spare of that id, changed. */
export function changePair(
  state: Supervised,
  options: { readonly id: PairId; readonly change: (pair: PairState) => PairState },
): Supervised {
  const apply = (pair: PairState | null) => (pair?.id === options.id ? options.change(pair) : pair)
  return { ...state, front: apply(state.front), spare: apply(state.spare) }
}

/** Takes a pair without a visit out of use; `fault`: it failed, so the next one waits a little. */
export function retire(state: Supervised, options: { readonly id: PairId; readonly fault: boolean }): Next<Supervised> {
  const { id, fault } = options
  if (state.front?.id !== id && state.spare?.id !== id) return { state, effects: [] }
  return {
    state: {
      ...state,
      front: state.front?.id === id ? null : state.front,
      spare: state.spare?.id === id ? null : state.spare,
      retiring: [...state.retiring, id],
      faults: fault ? state.faults + 1 : state.faults,
    },
    effects: [{ do: 'wipe', pair: id, of: null }],
  }
}

function living(state: Supervised): number {
  return (
    (state.front === null ? 0 : 1) +
    (state.spare === null ? 0 : 1) +
    (state.ending === null || state.ending.wiped ? 0 : 1) +
    state.retiring.length
  )
}

/** One thing that is missing, done; null when nothing is. */
function settleOnce(state: Supervised): Next<Supervised> | null {
  const { front, spare, visit, ending, closing } = state
  if (closing) return null
  if (spare?.stale === true && spare.phase !== 'blank') return retire(state, { id: spare.id, fault: false })
  if (front === null && spare !== null && ending === null && !state.settling) {
    const shown = { ...state, front: spare, spare: null }
    return {
      state: shown,
      effects: [
        // Again: at its hello the settings of this machine may not have been read yet.
        { do: 'machine', pair: spare.id },
        { do: 'screen', pair: spare.id, message: attract(shown) },
        { do: 'show', pair: spare.id },
      ],
    }
  }
  const replaceable = front !== null && (front.stale || front.phase === 'refused')
  if (replaceable && visit === null && spare?.phase === 'armed' && !spare.stale) {
    return retire(state, { id: front.id, fault: false })
  }
  for (const pair of [front, spare]) {
    if (pair?.phase === 'blank' && state.canArm) {
      const arming = (old: PairState): PairState => ({ ...old, phase: 'arming', stale: false })
      return { state: changePair(state, { id: pair.id, change: arming }), effects: [{ do: 'arm', pair: pair.id }] }
    }
  }
  // The second pair waits until the first can serve somebody: at a start nothing may stand in the way of its screen.
  const needed = front === null || front.phase === 'armed' || front.phase === 'refused'
  if (state.opening === 'no' && spare === null && needed && living(state) < 2) {
    const later = state.faults > 0
    const effect: Effect = later ? { do: 'openLater', milliseconds: faultWait(state.faults) } : { do: 'open' }
    return { state: { ...state, opening: later ? 'later' : 'now' }, effects: [effect] }
  }
  return null
}

/** Does what is missing until nothing is. */
export function settle(next: Next<Supervised>): Next<Supervised> {
  let settled = next
  for (let more = settleOnce(next.state); more !== null; more = settleOnce(more.state)) {
    settled = { state: more.state, effects: [...settled.effects, ...more.effects] }
  }
  return settled
}
