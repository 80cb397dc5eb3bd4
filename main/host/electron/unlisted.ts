/** Chromium's own list of its processes agrees that they are gone. */
import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds that Chromium may take to hear of a death: on a busy machine it is told late. */
const patience = 2_000

/** True as soon as `listed` names none of `pids`; false when it still names one after the patience (ms). */
export async function untilUnlisted(options: {
  readonly pids: readonly number[]
  /** The pids that Chromium counts as its own now. */
  readonly listed: () => readonly number[]
  readonly within?: number
}): Promise<boolean> {
  const until = performance.now() + (options.within ?? patience)
  for (;;) {
    const now = new Set(options.listed())
    if (!options.pids.some((pid) => now.has(pid))) return true
    if (performance.now() > until) return false
    await pause(10)
  }
}
