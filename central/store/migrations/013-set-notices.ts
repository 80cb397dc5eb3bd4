/** Who has to be told what of a set; those that were decided before this table are in it too, and wait. */
import type { Migration } from './migration.ts'

export const setNotices: Migration = (database) => {
  database.exec(`
    CREATE TABLE set_notices (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL UNIQUE,
      set_id TEXT NOT NULL,
      recipient TEXT NOT NULL,
      what TEXT NOT NULL,
      about TEXT NOT NULL,
      taken_until TEXT,
      tries INTEGER NOT NULL DEFAULT 0,
      told_at TEXT
    ) STRICT;
    CREATE INDEX set_notices_waiting ON set_notices (told_at, taken_until);
    INSERT INTO set_notices (key, set_id, recipient, what, about)
      SELECT DISTINCT
        signing_sets.id || ' ' || json_extract(json_each.value, '$.what') || ' ' || json_extract(json_each.value, '$.to') || ' ' || json_extract(json_each.value, '$.on'),
        signing_sets.id, json_extract(json_each.value, '$.to'), json_extract(json_each.value, '$.what'), json_extract(json_each.value, '$.on')
      FROM signing_sets, json_each(signing_sets.body, '$.notices')`)
}
