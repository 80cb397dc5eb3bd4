/** What the rules are asked with again when somebody of the hospital answers a form; forms of before have no row. */
import type { Migration } from './migration.ts'

export const keptRequests: Migration = (database) => {
  database.exec('CREATE TABLE kept_requests (document TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT')
}
