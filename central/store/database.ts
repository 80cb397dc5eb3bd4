/** One SQLite file for the whole central; its form is brought up to date when it is opened (migrations/). */
import { chmodSync, closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { migrate } from './migrations/migrate.ts'

/**
 * Opens or creates the database. WAL with synchronous FULL: what was committed survives a power cut
 * (https://www.sqlite.org/pragma.html#pragma_synchronous). The file is the owner's alone (0600), made before SQLite
 * writes to it; what is deleted is overwritten; `-wal` and `-shm` take its mode. `:memory:` for tests of one area.
 */
export function openDatabase(path: string): DatabaseSync {
  if (path !== ':memory:') {
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
  }
  const database = new DatabaseSync(path)
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON',
  )
  migrate(database)
  return database
}
