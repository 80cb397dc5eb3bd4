/** Notices of sets in SQLite: one row for each, for ever. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { CalendarDay, EnvelopeId } from '../../../domain/ids.ts'
import { keyOfNotice } from '../../requests/sets/notice-key.ts'
import type { SetRow } from '../../requests/sets/set-row.ts'
import type { NoticeQueue } from '../../requests/sets/notice-queue.ts'
import { inTransaction } from '../base/transaction.ts'

const Due = v.object({
  key: v.string(),
  set: EnvelopeId,
  to: v.picklist(['applicant', 'coHolder', 'patient', 'physician', 'staff']),
  what: v.picklist(['pleaseApprove', 'endsSoon', 'ended', 'endedLongAgo', 'removed', 'refusedPrivately']),
  on: CalendarDay,
  tries: v.number(),
})
const Count = v.object({ count: v.number() })

/**
 * Inside whatever transaction is open: what is there already is not written again. Of a set whose acts are erased nothing says
 * any more that somebody said no.
 */
export function noticesIn(database: DatabaseSync): (set: SetRow) => void {
  const add = database.prepare(
    'INSERT INTO set_notices (key, set_id, recipient, what, about) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING',
  )
  const forget = database.prepare("DELETE FROM set_notices WHERE set_id = ? AND what = 'refusedPrivately'")
  return ({ id, notices, erasedAt }) => {
    for (const one of notices) add.run(keyOfNotice(id, one), id, one.to, one.what, one.on)
    if (erasedAt !== null) forget.run(id)
  }
}

export function sqliteNotices(database: DatabaseSync): NoticeQueue {
  const next = database.prepare(
    `SELECT key, set_id AS "set", recipient AS "to", what, about AS "on", tries FROM set_notices
     WHERE told_at IS NULL AND (taken_until IS NULL OR taken_until <= ?) ORDER BY tries, seq LIMIT 1`,
  )
  const take = database.prepare('UPDATE set_notices SET taken_until = ?, tries = tries + 1 WHERE key = ?')
  const told = database.prepare('UPDATE set_notices SET told_at = ? WHERE key = ? AND told_at IS NULL')
  const waiting = database.prepare('SELECT COUNT(*) AS count FROM set_notices WHERE told_at IS NULL')
  return {
    take: async (now, until) =>
      inTransaction(database, () => {
        const row = next.get(now)
        if (row === undefined) return null
        const due = v.parse(Due, row)
        take.run(until, due.key)
        return due
      }),
    told: async (key, at) => Number(told.run(at, key).changes) === 1,
    waiting: async () => v.parse(Count, waiting.get()).count,
  }
}
