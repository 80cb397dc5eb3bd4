/** A second look into a central's database, from beside: to see what is there, and to change what no part of it would. */
import { DatabaseSync } from 'node:sqlite'
import type { Central } from '../../../central/compose.ts'

const opened = new Map<string, DatabaseSync>()

/** One connection a file for as long as the test runs. */
export function databaseOf({ databaseFile }: Pick<Central, 'databaseFile'>): DatabaseSync {
  const known = opened.get(databaseFile)
  if (known !== undefined) return known
  const database = new DatabaseSync(databaseFile)
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON')
  opened.set(databaseFile, database)
  return database
}
