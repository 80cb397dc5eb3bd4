/** What the answers to portals need of the rest of the central; given once by the composition root. */
import type { HouseKey } from '../keys/house-key.ts'
import type { RateStore } from '../http/rate-store.ts'
import type { SeenProofs } from '../kiosk-api/gateway/seen-proofs.ts'
import type { Withheld } from '../requests/withheld.ts'
import type { FhirStore } from '../store/fhir/store.ts'
import type { PortalClients } from './clients.ts'
import type { Entitlements } from './entitlements.ts'

export interface PortalPorts {
  readonly clients: PortalClients
  readonly entitlements: Entitlements
  readonly withheld: Withheld
  readonly fhir: FhirStore
  readonly proofs: SeenProofs
  readonly rates: RateStore
  /** Signs the tokens of portals. */
  readonly key: HouseKey
  readonly now: () => Date
  /** Base of the listener for machines. */
  readonly origin: () => string
  /** Addresses at which this record is or was served. */
  readonly bases: () => Promise<readonly string[]>
  /** As it stands in the access log. */
  readonly hospital: string
}
