/** A database as it was before migrations were numbered: the same rows, without what came later. */
import { renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { before } from '../../../central/store/migrations/001-before.ts'

const Name = v.object({ name: v.string() })
const names = (rows: readonly unknown[]): readonly string[] => rows.map((row) => v.parse(Name, row).name)

/** Replaces the closed database at `path`; `without` names tables that had not been thought of either. */
export function downgrade(path: string, without: readonly string[] = []): void {
  const old = `${path}.old`
  const database = new DatabaseSync(old)
  before(database)
  database.exec(`ATTACH '${path}' AS later; PRAGMA foreign_keys = OFF; BEGIN`)
  for (const table of names(database.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'").all())) {
    if (table === 'sqlite_sequence') continue
    const columns = names(database.prepare(`PRAGMA main.table_info(${table})`).all()).join(', ')
    database.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM later.${table}`)
  }
  for (const table of without) database.exec(`DROP TABLE main.${table}`)
  database.exec('COMMIT')
  database.close()
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
  renameSync(old, path)
}
