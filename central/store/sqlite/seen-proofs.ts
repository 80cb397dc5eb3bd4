/** Ids of proofs that were used, in SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import type { SeenProofs } from '../../kiosk-api/gateway/seen-proofs.ts'

export function sqliteSeenProofs(database: DatabaseSync): SeenProofs {
  const insert = database.prepare('INSERT OR IGNORE INTO seen_proofs (key, jti, until) VALUES (?, ?, ?)')
  const purge = database.prepare('DELETE FROM seen_proofs WHERE until < ?')
  return {
    async acceptOnce({ key, jti, until, now }) {
      purge.run(now)
      return insert.run(key, jti, until).changes === 1
    },
  }
}
