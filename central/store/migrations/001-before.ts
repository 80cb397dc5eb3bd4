/** What every area made for itself before migrations were numbered; also run over a database that has all of it. */
import type { Migration } from './migration.ts'

const schema = `
  CREATE TABLE IF NOT EXISTS policies (
    version INTEGER PRIMARY KEY,
    jws TEXT NOT NULL,
    published_at TEXT NOT NULL,
    withdrawn_at TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS content_versions (
    version INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    jws TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS enrolment_codes (
    hash BLOB PRIMARY KEY,
    expires INTEGER NOT NULL,
    used INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS long_term (
    document TEXT PRIMARY KEY,
    file TEXT,
    due TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS long_term_due ON long_term (due);
  CREATE TABLE IF NOT EXISTS intake_ledger (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    device TEXT NOT NULL,
    reference TEXT NOT NULL,
    reason TEXT,
    detail TEXT,
    at TEXT NOT NULL,
    receipt TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS intake_ledger_reference ON intake_ledger (reference);
  CREATE TABLE IF NOT EXISTS intake_quarantine (
    id TEXT PRIMARY KEY REFERENCES intake_ledger (id),
    body BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS intake_escrow (
    id TEXT PRIMARY KEY REFERENCES intake_ledger (id),
    jwe TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS fhir_versions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (type, id, version)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS fhir_resources (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (type, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS fhir_index (
    type TEXT NOT NULL,
    param TEXT NOT NULL,
    value TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (type, param, value, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS fhir_index_of ON fhir_index (type, id);
  CREATE TABLE IF NOT EXISTS visits (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    visit TEXT NOT NULL UNIQUE,
    call_number INTEGER NOT NULL,
    open INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS visits_call_number ON visits (call_number) WHERE open = 1;
  CREATE TABLE IF NOT EXISTS visit_events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    visit TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    staff TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS devices (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    device TEXT NOT NULL UNIQUE,
    auth TEXT NOT NULL,
    log TEXT NOT NULL,
    seal TEXT NOT NULL,
    seal_chain TEXT NOT NULL,
    enrolled_at TEXT NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS oidc (
    model TEXT, id TEXT, payload TEXT NOT NULL, uid TEXT, user_code TEXT, grant_id TEXT, expires INTEGER,
    PRIMARY KEY (model, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS oidc_grant ON oidc (grant_id);
  CREATE TABLE IF NOT EXISTS oidc_citizen (
    model TEXT, id TEXT, payload TEXT NOT NULL, uid TEXT, user_code TEXT, grant_id TEXT, expires INTEGER,
    PRIMARY KEY (model, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS oidc_citizen_grant ON oidc_citizen (grant_id);
  CREATE TABLE IF NOT EXISTS seen_proofs (key TEXT, jti TEXT, until INTEGER NOT NULL, PRIMARY KEY (key, jti)) STRICT;
     CREATE INDEX IF NOT EXISTS seen_proofs_until ON seen_proofs (until);`

export const before: Migration = (database) => {
  database.exec(schema)
  // Before revocation had a date this column held 1; read as a second of 1970 it would spoil every seal of that kiosk.
  database.exec('UPDATE devices SET withdrawn = unixepoch() WHERE withdrawn = 1')
}
