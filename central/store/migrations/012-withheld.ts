/** What a patient took out of a mandate: it stands in no resource, so that nobody reads it who reads the record. */
import type { Migration } from './migration.ts'

export const withheld: Migration = (database) => {
  database.exec(
    'CREATE TABLE mandate_withheld (mandate TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (mandate, item))',
  )
}
