/** One step of the database's form. It runs once, in a transaction; what is written here is never changed again. */
import type { DatabaseSync } from 'node:sqlite'

export type Migration = (database: DatabaseSync) => void
