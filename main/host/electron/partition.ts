/**
 * Two fixed in-memory partitions alternate: a spare in the visit's own partition would hear its BroadcastChannel,
 * storage and lock names (measured). Fixed names, because Chromium keeps every partition until the app exits.
 */
import { clipboard, session, type Session } from 'electron'
import type { WipeFacts } from '../host.ts'
import { takingTurns, type Turns } from './turns.ts'

/** Without `persist:` a partition lives in memory. */
const names = ['balie-a', 'balie-b'] as const

/** Makes both partitions and prepares each once. A pair claims one until it was cleared: never shared, never on disk. */
export function createPartitions(prepare: (partition: Session) => void): Turns<Session> {
  const partitions = names.map((name) => session.fromPartition(name, { cache: false }))
  if (partitions.some((partition) => partition.isPersistent())) {
    throw new Error('A visit never gets a partition on disk')
  }
  partitions.forEach(prepare)
  return takingTurns(partitions)
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
