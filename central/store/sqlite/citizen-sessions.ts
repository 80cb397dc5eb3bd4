/** Sessions at home in SQLite, and what people asked for that was not theirs. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { CitizenSession } from '../../web/citizen/session-store.ts'
import type { CitizenSessionStore } from '../../web/citizen/session-store.ts'
import { inTransaction } from '../base/transaction.ts'

const Row = v.object({ body: v.pipe(v.string(), v.parseJson(), CitizenSession) })
const Asked = v.object({ references: v.number(), since: v.nullable(v.number()) })

export function sqliteCitizenSessions(volatile: DatabaseSync): CitizenSessionStore {
  const insert = volatile.prepare('INSERT INTO citizen_sessions (key, since, body) VALUES (?, ?, ?)')
  const one = volatile.prepare('SELECT body FROM citizen_sessions WHERE key = ? AND since >= ?')
  const purge = volatile.prepare('DELETE FROM citizen_sessions WHERE since < ?')
  const remove = volatile.prepare('DELETE FROM citizen_sessions WHERE key = ?')
  // The first question of a row of misses says since when it counts.
  const misses = volatile.prepare(
    'SELECT count(*) AS "references", min(at) AS since FROM citizen_misses WHERE person = ?',
  )
  const forget = volatile.prepare('DELETE FROM citizen_misses WHERE person = ?')
  const miss = volatile.prepare('INSERT OR IGNORE INTO citizen_misses (person, reference, at) VALUES (?, ?, ?)')
  const his = volatile.prepare('DELETE FROM citizen_misses WHERE person = ? AND reference = ?')
  return {
    open: async (key, session, over) =>
      inTransaction(volatile, () => {
        purge.run(over)
        insert.run(key, session.since, JSON.stringify(session))
      }),
    async find(key, over) {
      const row = one.get(key, over)
      return row === undefined ? null : v.parse(Row, row).body
    },
    close: async (key) => void remove.run(key),
    ask: async (person, reference, { most, now, after }) =>
      inTransaction(volatile, () => {
        const asked = v.parse(Asked, { ...misses.get(person) })
        const over = asked.since !== null && asked.since < after
        if (over) forget.run(person)
        if (!over && asked.references >= most) return false
        miss.run(person, reference, now)
        return true
      }),
    found: async (person, reference) => void his.run(person, reference),
  }
}
