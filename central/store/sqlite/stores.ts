/** The ports over one SQLite database. Each adapter works at once and answers as a promise: nothing waits inside a transaction. */
import type { DatabaseSync } from 'node:sqlite'
import type { Now } from '../../clock.ts'
import { EmbeddedStore } from '../fhir/embedded-store.ts'
import type { Stores } from '../stores.ts'
import { sqliteLedger } from './ledger.ts'
import { sqliteLongTerm } from './long-term.ts'
import { sqliteRequests } from './requests.ts'

export type SqliteStores = Stores & { readonly fhir: EmbeddedStore }

export function sqliteStores(database: DatabaseSync, now: Now): SqliteStores {
  return {
    fhir: new EmbeddedStore({ database, now }),
    requests: sqliteRequests(database, now),
    ledger: sqliteLedger(database),
    longTerm: sqliteLongTerm(database, now),
  }
}
