/**
 * The chain over the access log (central/log-chain): what was logged before is taken into its first month. A line may be
 * deleted from now on, but only with the whole month that it is in, five years after that month was over.
 */
import * as v from 'valibot'
import { chainTable } from '../fhir/chain-table.ts'
import type { Stored } from '../fhir/table.ts'
import type { Migration } from './migration.ts'

const Event = v.object({
  body: v.pipe(
    v.string(),
    v.parseJson(),
    v.custom<Stored>((body) => typeof body === 'object' && body !== null && 'resourceType' in body && 'id' in body),
  ),
})

const refused = "SELECT RAISE(ABORT, 'an audit row is never changed')"
const gone = (event: string): string =>
  `EXISTS (SELECT 1 FROM log_chain JOIN log_segments USING (node, segment) WHERE event = ${event} AND removed_at IS NOT NULL)`

export const logChain: Migration = (database) => {
  database.exec(`
    CREATE TABLE log_chain (
      node TEXT NOT NULL,
      number INTEGER NOT NULL,
      segment TEXT NOT NULL,
      event TEXT NOT NULL UNIQUE,
      digest TEXT NOT NULL,
      before TEXT,
      hash TEXT NOT NULL,
      PRIMARY KEY (node, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE log_segments (
      node TEXT NOT NULL,
      segment TEXT NOT NULL,
      first INTEGER NOT NULL,
      before TEXT,
      last INTEGER NOT NULL,
      head TEXT NOT NULL,
      seal TEXT,
      stamp TEXT,
      removed_at TEXT,
      cleared INTEGER NOT NULL DEFAULT 1,
      PRIMARY KEY (node, segment)
    ) STRICT, WITHOUT ROWID`)
  const add = chainTable(database)
  const events = database.prepare("SELECT body FROM fhir_resources WHERE type = 'AuditEvent' ORDER BY seq").all()
  const all = events.map((row) => v.parse(Event, { ...row }).body)
  // The newest month: older lines stay a little longer than they must, and no later line comes into a month before it.
  const first = all
    .map(({ meta }) => meta?.lastUpdated ?? '')
    .toSorted()
    .at(-1)
  for (const event of all) add(event, first)
  database.exec(`
    DROP TRIGGER fhir_versions_undeleted;
    DROP TRIGGER fhir_resources_undeleted;
    CREATE TRIGGER fhir_versions_undeleted BEFORE DELETE ON fhir_versions
      WHEN OLD.type = 'AuditEvent' AND NOT ${gone('OLD.id')} BEGIN ${refused}; END;
    CREATE TRIGGER fhir_resources_undeleted BEFORE DELETE ON fhir_resources
      WHEN OLD.type = 'AuditEvent' AND NOT ${gone('OLD.id')} BEGIN ${refused}; END;
    CREATE TRIGGER log_chain_unchanged BEFORE UPDATE ON log_chain BEGIN ${refused}; END;
    CREATE TRIGGER log_chain_undeleted BEFORE DELETE ON log_chain WHEN NOT ${gone('OLD.event')} BEGIN ${refused}; END;
    CREATE TRIGGER log_chain_unreplaced BEFORE INSERT ON log_chain
      WHEN EXISTS (SELECT 1 FROM log_chain WHERE (node = NEW.node AND number = NEW.number) OR event = NEW.event)
      BEGIN ${refused}; END;
    CREATE TRIGGER log_segments_undeleted BEFORE DELETE ON log_segments BEGIN ${refused}; END;
    CREATE TRIGGER log_segments_unreplaced BEFORE INSERT ON log_segments
      WHEN EXISTS (SELECT 1 FROM log_segments WHERE node = NEW.node AND segment = NEW.segment) BEGIN ${refused}; END;
    CREATE TRIGGER log_segments_forward BEFORE UPDATE ON log_segments
      WHEN NEW.node <> OLD.node OR NEW.segment <> OLD.segment OR NEW.first <> OLD.first
        OR NEW.before IS NOT OLD.before OR NEW.last < OLD.last
        OR (OLD.seal IS NOT NULL AND (NEW.last <> OLD.last OR NEW.head <> OLD.head OR NEW.seal IS NOT OLD.seal))
        OR (OLD.stamp IS NOT NULL AND NEW.stamp IS NOT OLD.stamp)
        OR (NEW.stamp IS NOT NULL AND NEW.seal IS NULL)
        OR (OLD.removed_at IS NOT NULL AND NEW.removed_at IS NOT OLD.removed_at)
        OR (OLD.removed_at IS NULL AND NEW.removed_at IS NOT NULL
          AND (OLD.stamp IS NULL OR date(OLD.segment || '-01', '+61 months') > date(NEW.removed_at)))
      BEGIN ${refused}; END`)
}
