/**
 * What a restart of the whole central forgets, and what was never on a disk: a database in memory. Other adapters may keep
 * these tables with the others.
 */
import { DatabaseSync } from 'node:sqlite'

const schema = `
  CREATE TABLE kiosk_states (device TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE staff_sessions (
    key TEXT PRIMARY KEY,
    since INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE citizen_sessions (key TEXT PRIMARY KEY, since INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE citizen_misses (
    person TEXT NOT NULL,
    reference TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (person, reference)
  ) STRICT;
  CREATE TABLE rate_buckets (
    bucket TEXT NOT NULL,
    caller TEXT NOT NULL,
    "left" REAL NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (bucket, caller)
  ) STRICT;
  CREATE TABLE failures (
    key TEXT PRIMARY KEY,
    wrong INTEGER NOT NULL,
    since INTEGER NOT NULL,
    before INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
  CREATE TABLE journal_alarms (device TEXT PRIMARY KEY, head TEXT NOT NULL) STRICT;`

export function openVolatile(): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  database.exec(schema)
  return database
}
