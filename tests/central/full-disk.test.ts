/** machine 5: a real SQLite that has no room left. */
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { inTransaction } from '../../central/store/base/transaction.ts'
import { machineFault } from '../../central/store/base/machine-fault.ts'

it('machine 5: a transaction for which there is no room says that the disk is full, and leaves nothing behind', () => {
  const database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE kept (bytes BLOB); PRAGMA max_page_count = 20')
  const write = (length: number) => () => database.prepare('INSERT INTO kept VALUES (?)').run(new Uint8Array(length))
  inTransaction(database, write(100))
  let error: unknown
  try {
    // The first row fits; SQLite rolls back by itself at the second one.
    inTransaction(database, () => [write(10_000)(), write(1_000_000)()])
  } catch (thrown) {
    error = thrown
  }
  expect(machineFault(error)).toBe('diskFull')
  expect(String(error)).not.toMatch(/rollback/)
  expect(database.prepare('SELECT count(*) AS rows FROM kept').get()).toEqual({ rows: 1 })
  inTransaction(database, write(100))
  expect(database.prepare('SELECT count(*) AS rows FROM kept').get()).toEqual({ rows: 2 })
})
