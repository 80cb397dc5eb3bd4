/** A row of the ledger belongs to an id and the kiosk that sent it: nobody can take an id from another by being first. */
import type { Migration } from './migration.ts'

export const ledgerByKiosk: Migration = (database) => {
  database.exec(`
    CREATE TABLE ledger_new (
      id TEXT NOT NULL,
      device TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      reference TEXT NOT NULL,
      reason TEXT,
      detail TEXT,
      at TEXT NOT NULL,
      receipt TEXT NOT NULL,
      PRIMARY KEY (id, device)
    ) STRICT;
    INSERT INTO ledger_new SELECT id, device, sha256, reference, reason, detail, at, receipt FROM intake_ledger;
    CREATE TABLE quarantine_new (
      id TEXT NOT NULL,
      device TEXT NOT NULL,
      body BLOB NOT NULL,
      PRIMARY KEY (id, device),
      FOREIGN KEY (id, device) REFERENCES ledger_new (id, device)
    ) STRICT;
    INSERT INTO quarantine_new SELECT id, device, body FROM intake_quarantine JOIN intake_ledger USING (id);
    CREATE TABLE escrow_new (id TEXT PRIMARY KEY, jwe TEXT NOT NULL) STRICT;
    INSERT INTO escrow_new SELECT id, jwe FROM intake_escrow;
    CREATE TABLE outdated_new (id TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
    INSERT INTO outdated_new SELECT id, body FROM intake_outdated;
    DROP TABLE intake_quarantine;
    DROP TABLE intake_escrow;
    DROP TABLE intake_outdated;
    DROP TABLE intake_ledger;
    ALTER TABLE ledger_new RENAME TO intake_ledger;
    ALTER TABLE quarantine_new RENAME TO intake_quarantine;
    ALTER TABLE escrow_new RENAME TO intake_escrow;
    ALTER TABLE outdated_new RENAME TO intake_outdated;
    CREATE INDEX intake_ledger_reference ON intake_ledger (reference);
    CREATE INDEX intake_ledger_apart ON intake_ledger (at) WHERE reason IS NOT NULL;
    CREATE INDEX intake_quarantine_device ON intake_quarantine (device)`)
}
