/** What the desk hears of a visit's clock: whose it is and when it runs out. No word of what the visitor does. */
import type { Effect } from './events.ts'
import type { IdleState } from './idle.ts'
import type { Visit } from './state.ts'

/** Milliseconds by which an end must have moved to be worth a report: clerks read minutes. */
const worthSaying = 2_000

/** The report, when something changed since the last one. */
export function clockReport(options: {
  readonly visit: Visit
  readonly idle: Exclude<IdleState, { kind: 'over' }>
  readonly now: number
}): { readonly clock: Visit['clock']; readonly effects: readonly Effect[] } {
  const { visit, idle, now } = options
  const secondsLeft = idle.kind === 'running' ? null : idle.secondsLeft
  const wipeAt = secondsLeft === null ? null : now + secondsLeft * 1000
  const before = visit.clock
  const same =
    before !== null &&
    before.state === idle.kind &&
    (wipeAt === before.wipeAt ||
      (wipeAt !== null && before.wipeAt !== null && Math.abs(wipeAt - before.wipeAt) < worthSaying))
  if (same) return { clock: before, effects: [] }
  // Every clock begins by running: that is no news.
  if (before === null && idle.kind === 'running') return { clock: { state: 'running', wipeAt: null }, effects: [] }
  return {
    clock: { state: idle.kind, wipeAt },
    effects: [{ do: 'report', report: { type: 'clock', visit: visit.id, state: idle.kind, secondsLeft } }],
  }
}
