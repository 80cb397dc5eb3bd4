/** Enrolment codes in SQLite, by the hash of their secret. */
import { timingSafeEqual } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { CodeState } from '../../devices/device-table.ts'
import type { CodeStore } from '../../kiosk-api/enrolment/codes.ts'

const Row = v.object({ hash: v.instance(Uint8Array), expires: v.number(), used: v.number() })

/** For use inside whatever transaction is open. */
export interface CodeTable {
  look(hash: Uint8Array, at: number): CodeState
  /** Marks it as used; false when it was not usable any more. */
  use(hash: Uint8Array, at: number): boolean
}

export function codeTable(database: DatabaseSync): CodeTable {
  const all = database.prepare('SELECT hash, expires, used FROM enrolment_codes')
  const mark = database.prepare('UPDATE enrolment_codes SET used = 1 WHERE hash = ? AND used = 0 AND expires > ?')
  return {
    // Every stored code is compared, in constant time.
    look(wanted, at) {
      let state: CodeState = 'wrong'
      for (const row of all.all()) {
        const { hash, expires, used } = v.parse(Row, row)
        if (timingSafeEqual(hash, wanted)) state = used === 1 ? 'used' : expires <= at ? 'expired' : 'usable'
      }
      return state
    },
    use: (hash, at) => mark.run(hash, at).changes === 1,
  }
}

export function sqliteCodes(database: DatabaseSync): CodeStore {
  const table = codeTable(database)
  const insert = database.prepare('INSERT INTO enrolment_codes (hash, expires) VALUES (?, ?)')
  const forget = database.prepare('DELETE FROM enrolment_codes WHERE expires < ?')
  return {
    async issue(hash, { expires, forgetBefore }) {
      forget.run(forgetBefore)
      insert.run(hash, expires)
    },
    look: async (hash, at) => table.look(hash, at),
  }
}
