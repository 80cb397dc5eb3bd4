/** Mandates that are not over, for whoever looks at them each day; what became of each; and who has to be told. */
import type { Consent } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { mandateTable } from '../fhir/mandate-table.ts'
import type { Migration } from './migration.ts'

const Body = v.pipe(
  v.string(),
  v.parseJson(),
  v.custom<Consent>(
    (body) => typeof body === 'object' && body !== null && 'resourceType' in body && body.resourceType === 'Consent',
  ),
)

export const mandateLives: Migration = (database) => {
  database.exec(`
    CREATE TABLE mandate_lives (
      mandate TEXT PRIMARY KEY,
      patient TEXT NOT NULL,
      state TEXT NOT NULL,
      open INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX mandate_lives_open ON mandate_lives (mandate) WHERE open = 1;
    CREATE INDEX mandate_lives_patient ON mandate_lives (patient) WHERE open = 1;
    CREATE TABLE mandate_people (
      person TEXT NOT NULL,
      mandate TEXT NOT NULL,
      PRIMARY KEY (person, mandate)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE mandate_steps (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      mandate TEXT NOT NULL,
      patient TEXT NOT NULL,
      state TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX mandate_steps_of ON mandate_steps (mandate);
    CREATE TABLE mandate_notices (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL UNIQUE,
      mandate TEXT NOT NULL,
      patient TEXT NOT NULL,
      recipient TEXT NOT NULL,
      what TEXT NOT NULL,
      about TEXT NOT NULL,
      taken_until TEXT,
      tries INTEGER NOT NULL DEFAULT 0,
      told_at TEXT
    ) STRICT;
    CREATE INDEX mandate_notices_waiting ON mandate_notices (told_at, taken_until)`)
  const table = mandateTable(database)
  for (const { body } of database.prepare("SELECT body FROM fhir_resources WHERE type = 'Consent'").all()) {
    const consent = v.safeParse(Body, body)
    if (consent.success) table.set(consent.output)
  }
}
