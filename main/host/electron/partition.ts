/**
 * Two fixed in-memory partitions alternate: a spare in the visit's own partition would hear its BroadcastChannel,
 * storage and lock names (measured). Fixed names, because Chromium keeps every partition until the app exits.
 */
import { clipboard, session, type Session } from 'electron'
import type { WipeFacts } from '../../../domain/contract/device/journal.ts'
import { takingTurns, type Turns } from './turns.ts'

/** Without `persist:` a partition lives in memory. */
const names = ['balie-a', 'balie-b'] as const

/**
 * A pair claims one until it was cleared: never shared, never on disk. The second is made and prepared when it is first
 * claimed, so that a starting kiosk waits for one and not for both.
 */
export function createPartitions(prepare: (partition: Session) => void): Turns<Session> {
  const turns = takingTurns(names)
  const made = new Map<(typeof names)[number], Session>()
  function make(name: (typeof names)[number]): Session {
    const partition = session.fromPartition(name, { cache: false })
    if (partition.isPersistent()) throw new Error('A visit never gets a partition on disk')
    prepare(partition)
    made.set(name, partition)
    return partition
  }
  // The first at once: where it cannot be had, the start ends and says so.
  make(names[0])
  return {
    claim: async () => {
      const name = await turns.claim()
      try {
        return made.get(name) ?? make(name)
      } catch (error) {
        turns.release(name)
        throw error
      }
    },
    release: (partition) => {
      for (const [name, known] of made) if (known === partition) turns.release(name)
    },
  }
}

/** Clears all that Chromium and the desktop may still hold of a visit. `verified` is false when something failed. */
export async function clearPartition(
  partition: Session,
): Promise<{ readonly cleared: WipeFacts['cleared']; readonly verified: boolean }> {
  clipboard.clear()
  if (process.platform === 'linux') clipboard.selection.clear()
  const results = await Promise.allSettled([
    partition.closeAllConnections(),
    partition.clearData(),
    partition.clearStorageData(),
    partition.clearCache(),
    partition.clearAuthCache(),
    partition.clearHostResolverCache(),
    partition.clearCodeCaches({}),
  ])
  const [cookies, cacheSize] = await Promise.all([partition.cookies.get({}), partition.getCacheSize()])
  return {
    cleared: [
      'partition',
      'caches',
      'connections',
      'clipboard',
      ...(process.platform === 'linux' ? (['selection'] as const) : []),
    ],
    verified: results.every((result) => result.status === 'fulfilled') && cookies.length === 0 && cacheSize === 0,
  }
}
