/** Forms that wait for another signer or another day. */
import type { Migration } from './migration.ts'

export const signingSets: Migration = (database) => {
  database.exec(`
    CREATE TABLE signing_sets (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      patient TEXT NOT NULL,
      kept INTEGER NOT NULL,
      compose INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX signing_sets_patient ON signing_sets (patient);
    CREATE INDEX signing_sets_kept ON signing_sets (kept);
    CREATE INDEX signing_sets_compose ON signing_sets (compose)`)
}
