/** Heads of wipe journals in SQLite; they only ever go up. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { JournalHeads } from '../../devices/journal-heads.ts'
import { Sha256 } from '../../../domain/ids.ts'
import { inTransaction } from '../base/transaction.ts'

const Row = v.object({ seq: v.number(), head: Sha256 })

/** `volatile`: what was told since the start. */
export function sqliteJournalHeads(database: DatabaseSync, volatile: DatabaseSync): JournalHeads {
  const newest = database.prepare('SELECT seq, head FROM journal_heads WHERE device = ? ORDER BY seq DESC LIMIT 1')
  const insert = database.prepare('INSERT INTO journal_heads (device, seq, head, at) VALUES (?, ?, ?, ?)')
  const tell = volatile.prepare(
    `INSERT INTO journal_alarms (device, head) VALUES (?, ?)
     ON CONFLICT (device) DO UPDATE SET head = excluded.head WHERE head <> excluded.head`,
  )
  return {
    tellOnce: async (device, head) => tell.run(device, head).changes === 1,
    take: async (device, { seq, head }, at) =>
      inTransaction(database, () => {
        const row = newest.get(device)
        const last = row === undefined ? null : v.parse(Row, row)
        if (last !== null && seq < last.seq) return 'wentBack'
        if (last?.seq === seq) return last.head === head ? 'goesOn' : 'wentBack'
        insert.run(device, seq, head, at)
        return 'goesOn'
      }),
  }
}
