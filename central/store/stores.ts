/**
 * Everything that a central keeps, as ports: what stands behind them is one adapter's business (sqlite/ today). Rules that
 * every adapter keeps (tests/central/store-contract):
 * - an operation that decides reads and writes in one; of two callers at the same moment exactly one wins;
 * - what was refused has changed nothing, and says so as a value;
 * - an operation rejects only when the store cannot answer now: then nothing was changed, and it may be asked again.
 */
import type { Ledger } from '../requests/ledger.ts'
import type { LongTermQueue } from '../requests/long-term/queue.ts'
import type { RequestStore } from '../requests/request-store.ts'
import type { FhirStore } from './fhir/store.ts'

export interface Stores {
  readonly fhir: FhirStore
  readonly requests: RequestStore
  readonly ledger: Ledger
  readonly longTerm: LongTermQueue
}
