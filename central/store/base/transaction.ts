/** All or nothing in SQLite, without hiding why it was nothing. */
import type { DatabaseSync } from 'node:sqlite'

/**
 * Runs `work` in a transaction of its own. After some errors (a full disk, for one) SQLite has rolled back already
 * (https://www.sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction"); a second ROLLBACK would
 * throw and take the place of the error that matters.
 */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const done = work()
    database.exec('COMMIT')
    return done
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
