/** The end of a pair: its processes are killed by pid, its page is closed and its partition emptied, and all of it is proven. */
import { app, type Session } from 'electron'
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import type { WipeFacts } from '../../../domain/contract/device/journal.ts'
import { Milliseconds } from '../../../domain/ids.ts'
import { killAndAwait } from '../../processes/processes.ts'
import type { ProcessOf } from '../host.ts'
import { clearPartition } from './partition.ts'
import { untilUnlisted } from './unlisted.ts'
import type { VisitProcess } from './visit-process.ts'

/** Milliseconds after which a session process that neither runs nor ended is called unproven. */
const spawnPatience = 5_000

export interface ToWipe {
  readonly session: VisitProcess
  readonly rendererPid: number
  /** Takes the page off the window and closes it. */
  readonly close: () => void
  readonly partition: Session
  /** The partition is empty: whatever it was kept for may have it back. */
  readonly onCleared: () => void
}

/** The pair's processes; the session's is missing until it runs. */
export function pidsOf({ session, rendererPid }: Pick<ToWipe, 'session' | 'rendererPid'>): readonly ProcessOf[] {
  return [...sessionOf(session), { role: 'renderer', pid: rendererPid }]
}

export async function wipePair(pair: ToWipe): Promise<WipeFacts> {
  const { session, partition } = pair
  const start = performance.now()
  session.end()
  const known = await Promise.race([session.running, pause(spawnPatience, null)])
  // Whenever it does start after all, it is killed.
  if (known === null)
    void session.running.then(() => Promise.all(sessionOf(session).map(({ pid }) => killAndAwait(pid))))
  const killed = await Promise.all(
    pidsOf(pair).map(async (entry) => ({ ...entry, exit: await killAndAwait(entry.pid) })),
  )
  pair.close()
  const { cleared, verified } = await clearPartition(partition)
  pair.onCleared()
  const unlisted = await untilUnlisted({
    pids: killed.map((entry) => entry.pid),
    listed: () => app.getAppMetrics().map((metric) => metric.pid),
  })
  return {
    pids: killed,
    cleared,
    verified: verified && known !== null && unlisted && killed.every((entry) => entry.exit !== null),
    browserOurs: true,
    milliseconds: v.parse(Milliseconds, Math.round(performance.now() - start)),
  }
}

function sessionOf(session: VisitProcess): readonly ProcessOf[] {
  const pid = session.pid()
  return pid === undefined ? [] : [{ role: 'session', pid }]
}
