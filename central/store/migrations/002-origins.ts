/** The addresses under which this central was ever reached by kiosks: what was signed for one of them stays good. */
import type { Migration } from './migration.ts'

export const origins: Migration = (database) => {
  database.exec('CREATE TABLE kiosk_origins (origin TEXT PRIMARY KEY) STRICT')
}
