/** The set of a form is found by the form, when something becomes of it. */
import type { Migration } from './migration.ts'

export const composedSets: Migration = (database) => {
  database.exec("CREATE INDEX signing_sets_composed ON signing_sets (json_extract(body, '$.composed.document'))")
}
