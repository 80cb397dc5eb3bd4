/**
 * What a restart of the whole central forgets, and what was never on a disk: a database in memory. Other adapters may keep
 * these tables with the others.
 */
import { DatabaseSync } from 'node:sqlite'

const schema = `
  CREATE TABLE kiosk_states (device TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;`

export function openVolatile(): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  database.exec(schema)
  return database
}
