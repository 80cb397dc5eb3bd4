/** What an older kiosk signed and today's rules would refuse: stored, with its ciphertext beside the ledger's row. */
import type { Migration } from './migration.ts'

export const outdated: Migration = (database) => {
  database.exec(`
    CREATE TABLE intake_outdated (
      id TEXT PRIMARY KEY REFERENCES intake_ledger (id),
      body BLOB NOT NULL
    ) STRICT`)
}
