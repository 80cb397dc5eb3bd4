/** Ids of DPoP proofs that were used: a second use is refused (RFC 9449 section 11.1), also after a restart. */
import type { DatabaseSync } from 'node:sqlite'
import type { Sha256 } from '../../../domain/ids.ts'

export interface SeenProofs {
  /** True the first time that a key uses this id; `until` in seconds since 1970, when the proof is too old anyway. */
  take(proof: { readonly key: Sha256; readonly jti: string; readonly until: number; readonly now: number }): boolean
}

export function seenProofs(database: DatabaseSync): SeenProofs {
  const insert = database.prepare('INSERT OR IGNORE INTO seen_proofs (key, jti, until) VALUES (?, ?, ?)')
  const purge = database.prepare('DELETE FROM seen_proofs WHERE until < ?')
  return {
    take({ key, jti, until, now }) {
      purge.run(now)
      return insert.run(key, jti, until).changes === 1
    },
  }
}
