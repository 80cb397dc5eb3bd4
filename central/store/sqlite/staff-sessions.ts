/** Sessions of the desk in SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { StaffSession } from '../../web/login/session-store.ts'
import type { StaffSessionStore } from '../../web/login/session-store.ts'
import { inTransaction } from '../base/transaction.ts'

const Row = v.object({ body: v.pipe(v.string(), v.parseJson(), StaffSession) })

export function sqliteStaffSessions(volatile: DatabaseSync): StaffSessionStore {
  const save = volatile.prepare(
    `INSERT INTO staff_sessions (key, since, seen, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET seen = excluded.seen, body = excluded.body`,
  )
  const one = volatile.prepare('SELECT body FROM staff_sessions WHERE key = ?')
  const purge = volatile.prepare('DELETE FROM staff_sessions WHERE since < ? OR seen < ?')
  const remove = volatile.prepare('DELETE FROM staff_sessions WHERE key = ?')
  const find = (key: string): StaffSession | null => {
    const row = one.get(key)
    return row === undefined ? null : v.parse(Row, row).body
  }
  const write = (key: string, session: StaffSession): void =>
    void save.run(key, session.since, session.seen, JSON.stringify(session))
  /** Nothing for a session that was closed meanwhile. */
  const change = (key: string, to: (session: StaffSession) => Partial<StaffSession>): StaffSession | null =>
    inTransaction(volatile, () => {
      const session = find(key)
      if (session !== null) write(key, { ...session, ...to(session) })
      return session
    })
  return {
    open: async (key, session, over) =>
      inTransaction(volatile, () => {
        purge.run(over.since, over.seen)
        write(key, session)
      }),
    find: async (key, over, touch) =>
      inTransaction(volatile, () => {
        const session = find(key)
        if (session === null || session.since < over.since || session.seen < over.seen) return null
        if (touch === null) return session
        const touched = { ...session, seen: touch }
        write(key, touched)
        return touched
      }),
    keep: async (key, kept) => void change(key, () => kept),
    takeNotice: async (key) => change(key, () => ({ notice: null }))?.notice ?? null,
    sawCandidates: async (key, candidates) =>
      void change(key, ({ seenCandidates }) => ({ seenCandidates: [...new Set([...seenCandidates, ...candidates])] })),
    close: async (key) => void remove.run(key),
  }
}
