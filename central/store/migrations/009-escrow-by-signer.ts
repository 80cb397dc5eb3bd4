/** A form may have several signers, each with a pen movement. What was kept before is that of the only one. */
import type { Migration } from './migration.ts'

export const escrowBySigner: Migration = (database) => {
  database.exec(`
    CREATE TABLE escrow_new (
      id TEXT NOT NULL,
      signer INTEGER NOT NULL,
      jwe TEXT NOT NULL,
      PRIMARY KEY (id, signer)
    ) STRICT;
    INSERT INTO escrow_new SELECT id, 1, jwe FROM intake_escrow;
    DROP TABLE intake_escrow;
    ALTER TABLE escrow_new RENAME TO intake_escrow`)
}
