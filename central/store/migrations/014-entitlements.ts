/** Who may see what by mandates, and the portals that may ask. What the record holds already is read once. */
import type { Consent } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { entitlementTable } from '../fhir/entitlement-table.ts'
import type { Migration } from './migration.ts'

const Body = v.pipe(
  v.string(),
  v.parseJson(),
  v.custom<Consent>(
    (body) => typeof body === 'object' && body !== null && 'resourceType' in body && body.resourceType === 'Consent',
  ),
)

export const entitlements: Migration = (database) => {
  database.exec(`
    CREATE TABLE entitlements (
      person TEXT NOT NULL,
      patient TEXT NOT NULL,
      mandate TEXT NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      kinds TEXT NOT NULL,
      PRIMARY KEY (person, patient, mandate)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX entitlements_of ON entitlements (mandate);
    CREATE TABLE portal_clients (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      jwk TEXT NOT NULL,
      added_at TEXT NOT NULL,
      withdrawn_at TEXT
    ) STRICT`)
  const table = entitlementTable(database)
  for (const { body } of database.prepare("SELECT body FROM fhir_resources WHERE type = 'Consent'").all()) {
    const consent = v.safeParse(Body, body)
    if (consent.success) table.set(consent.output)
  }
}
