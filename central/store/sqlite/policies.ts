/** Published policies in SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { CompactJws, Instant } from '../../../domain/ids.ts'
import type { PolicyStore, PublishedRow } from '../../published/policy/policy-store.ts'
import { inTransaction } from '../base/transaction.ts'

const Row = v.object({ version: v.number(), jws: CompactJws, withdrawn_at: v.nullable(Instant) })
const Newest = v.object({ newest: v.number() })

export function sqlitePolicies(database: DatabaseSync): PolicyStore {
  const every = database.prepare('SELECT * FROM policies ORDER BY version')
  const one = database.prepare('SELECT * FROM policies WHERE version = ?')
  const highest = database.prepare('SELECT coalesce(max(version), 0) AS newest FROM policies')
  const insert = database.prepare('INSERT INTO policies (version, jws, published_at) VALUES (?, ?, ?)')
  const withdraw = database.prepare('UPDATE policies SET withdrawn_at = ? WHERE version = ? AND withdrawn_at IS NULL')
  const newest = (): number => v.parse(Newest, highest.get()).newest
  return {
    all: async () => every.all().map(read),
    async find(version) {
      const row = one.get(version)
      return row === undefined ? null : read(row)
    },
    newest: async () => newest(),
    publish: async ({ version, jws, at, after }) =>
      inTransaction(database, () => {
        if (newest() !== after || version <= after) return false
        insert.run(version, jws, at)
        return true
      }),
    withdraw: async (version, at) =>
      inTransaction(database, () => {
        if (version === newest() || one.get(version) === undefined) return false
        withdraw.run(at, version)
        return true
      }),
  }
}

function read(row: unknown): PublishedRow {
  const { version, jws, withdrawn_at } = v.parse(Row, row)
  return { version, jws, withdrawnAt: withdrawn_at }
}
