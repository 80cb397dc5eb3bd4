/** Signed content in SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { CompactJws, Instant } from '../../../domain/ids.ts'
import type { ContentRow, ContentStore } from '../../published/content/content-store.ts'

const Row = v.object({ version: v.number(), hash: v.string(), valid_until: Instant, jws: CompactJws })

export function sqliteContent(database: DatabaseSync): ContentStore {
  const every = database.prepare('SELECT * FROM content_versions ORDER BY version DESC')
  const newest = database.prepare('SELECT * FROM content_versions ORDER BY version DESC LIMIT 1')
  const one = database.prepare('SELECT * FROM content_versions WHERE version = ?')
  const insert = database.prepare(
    'INSERT OR IGNORE INTO content_versions (version, hash, valid_until, jws) VALUES (?, ?, ?, ?)',
  )
  const read = (row: unknown): ContentRow | null => {
    if (row === undefined) return null
    const { valid_until, ...rest } = v.parse(Row, row)
    return { ...rest, validUntil: valid_until }
  }
  return {
    newest: async () => read(newest.get()),
    find: async (version) => read(one.get(version)),
    all: async () => every.all().flatMap((row) => read(row) ?? []),
    add: async ({ version, hash, validUntil, jws }) => insert.run(version, hash, validUntil, jws).changes === 1,
  }
}
