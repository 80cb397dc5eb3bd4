/** How many requests about a patient were stored: who judged by what was there before the last one judges again. */
import type { Migration } from './migration.ts'

export const requestTurns: Migration = (database) => {
  database.exec('CREATE TABLE request_turns (patient TEXT PRIMARY KEY, turn INTEGER NOT NULL) STRICT')
}
