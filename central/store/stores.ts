/**
 * Everything that a central keeps, as ports: what stands behind them is one adapter's business (sqlite/ today). Rules that
 * every adapter keeps (tests/central/store-contract):
 * - an operation that decides reads and writes in one; of two callers at the same moment exactly one wins;
 * - what was refused has changed nothing, and says so as a value;
 * - an operation rejects only when the store cannot answer now: then nothing was changed, and it may be asked again.
 */
import type { DeviceTable } from '../devices/device-table.ts'
import type { JournalHeads } from '../devices/journal-heads.ts'
import type { KioskStates } from '../devices/kiosk-state.ts'
import type { Recovery } from '../devices/recovery.ts'
import type { FailureStore, RateStore, SecretStore } from '../http/rate-store.ts'
import type { CodeStore } from '../kiosk-api/enrolment/codes.ts'
import type { SeenProofs } from '../kiosk-api/gateway/seen-proofs.ts'
import type { MandateLives } from '../mandates/lives.ts'
import type { MandateNotices } from '../mandates/notice-queue.ts'
import type { PortalClients } from '../portal/clients.ts'
import type { Entitlements } from '../portal/entitlements.ts'
import type { LogChain } from '../log-chain/log-chain.ts'
import type { ContentStore } from '../published/content/content-store.ts'
import type { PolicyStore } from '../published/policy/policy-store.ts'
import type { Ledger } from '../requests/ledger.ts'
import type { LongTermQueue } from '../requests/long-term/queue.ts'
import type { RequestStore } from '../requests/request-store.ts'
import type { KeptRequests } from '../requests/decisions/kept-request.ts'
import type { Refusals } from '../requests/decisions/refusal.ts'
import type { Withheld } from '../requests/withheld.ts'
import type { NoticeQueue } from '../requests/sets/notice-queue.ts'
import type { SetStore } from '../requests/sets/set-store.ts'
import type { VisitStore } from '../visits/visit-store.ts'
import type { CitizenSessionStore } from '../web/citizen/session-store.ts'
import type { StaffSessionStore } from '../web/login/session-store.ts'
import type { OidcStore } from '../web/oidc/adapter.ts'
import type { FhirStore } from './fhir/store.ts'
import type { KioskOrigins } from './origins.ts'

export interface Stores {
  readonly policies: PolicyStore
  readonly content: ContentStore
  readonly oidc: OidcStore
  /** These need not outlive a restart of the whole central. */
  readonly staffSessions: StaffSessionStore
  readonly citizenSessions: CitizenSessionStore
  readonly rates: RateStore
  readonly failures: FailureStore
  readonly secrets: SecretStore
  readonly origins: KioskOrigins
  readonly devices: DeviceTable
  /** What each kiosk said of itself; need not outlive a restart. */
  readonly kiosks: KioskStates
  readonly codes: CodeStore
  readonly recovery: Recovery
  readonly journalHeads: JournalHeads
  readonly proofs: SeenProofs
  readonly visits: VisitStore
  readonly fhir: FhirStore
  readonly requests: RequestStore
  readonly sets: SetStore
  readonly keptRequests: KeptRequests
  readonly refusals: Refusals
  readonly withheld: Withheld
  readonly notices: NoticeQueue
  readonly mandates: MandateLives
  readonly mandateNotices: MandateNotices
  readonly portals: PortalClients
  readonly entitlements: Entitlements
  readonly ledger: Ledger
  readonly longTerm: LongTermQueue
  readonly logChain: LogChain
}
