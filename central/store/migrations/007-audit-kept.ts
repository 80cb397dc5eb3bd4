/**
 * What was logged stays as it was logged: SQLite itself refuses to change or take away a row. Heads of wipe journals only
 * ever go up. What people and kiosks begin and leave has an index, so that throwing it away costs what there is of it.
 */
import type { Migration } from './migration.ts'

const kept = "SELECT RAISE(ABORT, 'an audit row is never changed')"

/** `REPLACE` fires no trigger of deletion, so that a row that is there already is looked for before an insertion too. */
const appendOnly = (table: string, key: readonly string[], when = ''): string => {
  const of = (row: 'NEW' | 'OLD') => (when === '' ? '' : `${row}.${when} AND `)
  const same = key.map((column) => `${column} = NEW.${column}`).join(' AND ')
  return `
    CREATE TRIGGER ${table}_unchanged BEFORE UPDATE ON ${table} WHEN ${of('OLD')}1 BEGIN ${kept}; END;
    CREATE TRIGGER ${table}_undeleted BEFORE DELETE ON ${table} WHEN ${of('OLD')}1 BEGIN ${kept}; END;
    CREATE TRIGGER ${table}_unreplaced BEFORE INSERT ON ${table}
      WHEN ${of('NEW')}EXISTS (SELECT 1 FROM ${table} WHERE ${same}) BEGIN ${kept}; END;`
}

export const auditKept: Migration = (database) => {
  database.exec(`
    CREATE TABLE journal_heads (
      device TEXT NOT NULL,
      seq INTEGER NOT NULL,
      head TEXT NOT NULL,
      at TEXT NOT NULL,
      PRIMARY KEY (device, seq)
    ) STRICT;
    ${appendOnly('journal_heads', ['device', 'seq'])}
    ${appendOnly('visit_events', ['seq'])}
    ${appendOnly('fhir_versions', ['type', 'id', 'version'], "type = 'AuditEvent'")}
    ${appendOnly('fhir_resources', ['type', 'id'], "type = 'AuditEvent'")}
    CREATE INDEX oidc_expires ON oidc (expires);
    CREATE INDEX oidc_uid ON oidc (model, uid);
    CREATE INDEX oidc_citizen_expires ON oidc_citizen (expires);
    CREATE INDEX oidc_citizen_uid ON oidc_citizen (model, uid);
    CREATE INDEX visits_open ON visits (seq) WHERE open = 1;
    CREATE INDEX visit_events_visit ON visit_events (visit)`)
}
