/**
 * Two fixed in-memory partitions alternate: a spare in the visit's own partition would hear its BroadcastChannel,
 * storage and lock names (measured). Fixed names, because Chromium keeps every partition until the app exits.
 */
import { clipboard, session, type Session } from 'electron'
import type { WipeFacts } from '../host.ts'

/** Without `persist:` a partition lives in memory. */
const names = ['balie-a', 'balie-b'] as const

export interface Partitions {
  /** The partition that the pair before did not use. */
  next(): Session
}

/** Makes both partitions and prepares each once. */
export function createPartitions(prepare: (partition: Session) => void): Partitions {
  const partitions = names.map((name) => session.fromPartition(name, { cache: false }))
  partitions.forEach(prepare)
  let turn = 0
  return {
    next() {
      const partition = partitions[turn % partitions.length]
      turn += 1
      if (partition === undefined) throw new Error('no partition')
      if (partition.isPersistent()) throw new Error('A visit never gets a partition on disk')
      return partition
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
