/** One SQLite file for the whole central; each area creates its own tables with `CREATE TABLE IF NOT EXISTS`. */
import { chmodSync, closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/**
 * Opens or creates the database. WAL with synchronous FULL: what was committed survives a power cut
 * (https://www.sqlite.org/pragma.html#pragma_synchronous). The file is the owner's alone (0600), made before SQLite
 * writes to it; `-wal` and `-shm` take its mode. `:memory:` for tests of one area.
 */
export function openDatabase(path: string): DatabaseSync {
  if (path !== ':memory:') {
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
  }
  const database = new DatabaseSync(path)
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000',
  )
  return database
}
