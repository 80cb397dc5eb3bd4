/** The chain over the access log in SQLite: its months, and their end. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { Instant, Sha256 } from '../../../domain/ids.ts'
import { Segment } from '../../log-chain/link.ts'
import { mayGoFrom } from '../../log-chain/log-chain.ts'
import type { LogChain, SegmentRow } from '../../log-chain/log-chain.ts'
import { inTransaction } from '../base/transaction.ts'

const Row = v.object({
  node: v.string(),
  segment: Segment,
  first: v.number(),
  before: v.nullable(Sha256),
  last: v.number(),
  head: Sha256,
  seal: v.nullable(v.string()),
  stamp: v.nullable(v.string()),
  removedAt: v.nullable(Instant),
  cleared: v.pipe(
    v.number(),
    v.transform((cleared) => cleared === 1),
  ),
})
const Head = v.object({ node: v.string(), number: v.number(), head: Sha256 })
const Hash = v.object({ hash: Sha256 })
const Busy = v.object({ busy: v.number() })
const allSegments = `SELECT node, segment, first, before, last, head, seal, stamp, removed_at AS "removedAt", cleared
  FROM log_segments ORDER BY node, segment`

/** Every month, by chain and age. */
export function readSegments(database: DatabaseSync): readonly SegmentRow[] {
  return database
    .prepare(allSegments)
    .all()
    .map((row) => v.parse(Row, { ...row }))
}

export function sqliteLogChain(database: DatabaseSync): LogChain {
  const heads = database.prepare(
    `SELECT node, last AS number, head FROM log_segments AS one
     WHERE segment = (SELECT MAX(segment) FROM log_segments WHERE node = one.node) ORDER BY node`,
  )
  const at = database.prepare('SELECT hash FROM log_chain WHERE node = ? AND number = ?')
  const ended = database.prepare('SELECT last, head FROM log_segments WHERE node = ? AND first <= ? AND last >= ?')
  const seal = database.prepare(
    'UPDATE log_segments SET seal = ? WHERE node = ? AND segment = ? AND last = ? AND seal IS NULL',
  )
  const stamp = database.prepare(
    'UPDATE log_segments SET stamp = ? WHERE node = ? AND segment = ? AND seal IS NOT NULL AND stamp IS NULL',
  )
  const mark = database.prepare(
    `UPDATE log_segments SET removed_at = ?, cleared = 0
     WHERE node = ? AND segment = ? AND stamp IS NOT NULL AND removed_at IS NULL`,
  )
  const events = '(SELECT event FROM log_chain WHERE node = ? AND segment = ?)'
  const takeAway = [
    `DELETE FROM fhir_index WHERE type = 'AuditEvent' AND id IN ${events}`,
    `DELETE FROM fhir_versions WHERE type = 'AuditEvent' AND id IN ${events}`,
    `DELETE FROM fhir_resources WHERE type = 'AuditEvent' AND id IN ${events}`,
    'DELETE FROM log_chain WHERE node = ? AND segment = ?',
  ].map((sql) => database.prepare(sql))
  const cleared = database.prepare('UPDATE log_segments SET cleared = 1 WHERE cleared = 0')
  const Ended = v.object({ last: v.number(), head: Sha256 })
  return {
    heads: async () => heads.all().map((row) => v.parse(Head, { ...row })),
    hashAt: async (node, number) => {
      const row = at.get(node, number)
      if (row !== undefined) return v.parse(Hash, { ...row }).hash
      const month = ended.get(node, number, number)
      if (month === undefined) return 'never'
      const { last, head } = v.parse(Ended, { ...month })
      return last === number ? head : 'gone'
    },
    segments: async () => readSegments(database),
    seal: async ({ node, segment, last }, jws) => Number(seal.run(jws, node, segment, last).changes) === 1,
    stamp: async ({ node, segment }, token) => Number(stamp.run(token, node, segment).changes) === 1,
    remove: async ({ node, segment }, when) =>
      inTransaction(database, () => {
        if (when < mayGoFrom(segment) || Number(mark.run(when, node, segment).changes) === 0) return false
        for (const statement of takeAway) statement.run(node, segment)
        return true
      }),
    clear: async () => {
      // Pages that were moved or freed before may hold old text: VACUUM writes the file anew, the checkpoint empties the WAL.
      database.exec('VACUUM')
      const state = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
      if (v.parse(Busy, { ...state }).busy !== 0) return false
      cleared.run()
      return true
    },
  }
}
