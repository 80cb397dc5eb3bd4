/** The ports over one SQLite database. Each adapter works at once and answers as a promise: nothing waits inside a transaction. */
import type { DatabaseSync } from 'node:sqlite'
import type { Now } from '../../clock/clock.ts'
import { EmbeddedStore } from '../fhir/embedded-store.ts'
import type { Stores } from '../stores.ts'
import { sqliteCitizenSessions } from './citizen-sessions.ts'
import { sqliteCodes } from './codes.ts'
import { sqliteContent } from './content.ts'
import { sqliteDevices } from './devices.ts'
import { sqliteJournalHeads } from './journal-heads.ts'
import { sqliteKioskStates } from './kiosk-states.ts'
import { sqliteKeptRequests } from './kept-requests.ts'
import { sqliteLedger } from './ledger.ts'
import { sqliteLogChain } from './log-chain.ts'
import { sqliteLongTerm } from './long-term.ts'
import { sqliteMandateLives, sqliteMandateNotices } from './mandates.ts'
import { sqliteNotices } from './notices.ts'
import { sqliteOidc } from './oidc.ts'
import { sqliteOrigins } from './origins.ts'
import { sqliteEntitlements, sqlitePortalClients } from './portal.ts'
import { sqlitePolicies } from './policies.ts'
import { sqliteFailures, sqliteRates, sqliteSecrets } from './rates.ts'
import { sqliteRecovery } from './recovery.ts'
import { sqliteRefusals } from './refusals.ts'
import { sqliteRequests } from './requests.ts'
import { sqliteSeenProofs } from './seen-proofs.ts'
import { sqliteSets } from './sets.ts'
import { sqliteStaffSessions } from './staff-sessions.ts'
import { sqliteVisits } from './visits.ts'
import { sqliteWithheld } from './withheld.ts'
import { openVolatile } from './volatile.ts'

export type SqliteStores = Stores & { readonly fhir: EmbeddedStore }

/** `volatile`: see {@link openVolatile}; a node shares it with the others of its process. */
export function sqliteStores(database: DatabaseSync, now: Now, volatile: DatabaseSync = openVolatile()): SqliteStores {
  return {
    fhir: new EmbeddedStore({ database, now }),
    requests: sqliteRequests(database, now),
    sets: sqliteSets(database),
    keptRequests: sqliteKeptRequests(database),
    refusals: sqliteRefusals(database),
    withheld: sqliteWithheld(database),
    notices: sqliteNotices(database),
    mandates: sqliteMandateLives(database),
    mandateNotices: sqliteMandateNotices(database),
    portals: sqlitePortalClients(database),
    entitlements: sqliteEntitlements(database),
    ledger: sqliteLedger(database),
    logChain: sqliteLogChain(database),
    longTerm: sqliteLongTerm(database, now),
    visits: sqliteVisits(database),
    devices: sqliteDevices(database),
    kiosks: sqliteKioskStates(volatile),
    codes: sqliteCodes(database),
    recovery: sqliteRecovery(database),
    journalHeads: sqliteJournalHeads(database, volatile),
    proofs: sqliteSeenProofs(database),
    origins: sqliteOrigins(database),
    policies: sqlitePolicies(database),
    content: sqliteContent(database),
    oidc: (table) => sqliteOidc(database, table, () => now().getTime()),
    staffSessions: sqliteStaffSessions(volatile),
    citizenSessions: sqliteCitizenSessions(volatile),
    rates: sqliteRates(volatile),
    failures: sqliteFailures(volatile),
    secrets: sqliteSecrets(volatile),
  }
}
