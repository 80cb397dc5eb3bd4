/** Why somebody of the hospital refused a request: for staff alone, and in no resource. */
import type { Migration } from './migration.ts'

export const requestRefusals: Migration = (database) => {
  database.exec(`
    CREATE TABLE request_refusals (
      request TEXT PRIMARY KEY,
      reason TEXT NOT NULL,
      staff TEXT NOT NULL,
      at TEXT NOT NULL,
      paper BLOB
    ) STRICT`)
}
