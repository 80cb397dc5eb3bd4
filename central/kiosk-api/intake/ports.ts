/** What the intake needs of the rest of the central; given once by the composition root. */
import type { Now } from '../../clock/clock.ts'
import type { Content } from '../../published/content/content.ts'
import type { DeviceTable } from '../../devices/device-table.ts'
import type { DeviceTokens } from '../channel/token.ts'
import type { FhirStore } from '../../store/fhir/store.ts'
import type { House } from '../../keys/house.ts'
import type { LongTerm } from '../../requests/long-term/long-term.ts'
import type { Visits } from '../../visits/visits.ts'
import type { Faults } from './faults.ts'
import type { Ledger } from '../../requests/ledger.ts'
import type { RequestStore } from '../../requests/request-store.ts'
import type { SetStore } from '../../requests/sets/set-store.ts'

export interface IntakePorts {
  readonly tokens: DeviceTokens
  readonly ledger: Ledger
  readonly house: House
  readonly content: Content
  readonly devices: DeviceTable
  readonly visits: Visits
  readonly requests: RequestStore
  readonly sets: Pick<SetStore, 'find'>
  /** An act was stored: its set may be whole now. */
  readonly actStored: () => void
  readonly store: Pick<FhirStore, 'read' | 'search'>
  readonly longTerm: Pick<LongTerm, 'wake'>
  /** Bases of the kiosk-facing listener, now and ever: a visit was certified for one of them. */
  readonly origins: () => Promise<readonly string[]>
  readonly hospital: string
  readonly now: Now
  /** The machine cannot do something now; where, and why. */
  readonly onFault: (where: string, error: unknown) => void
  readonly faults?: Faults
}
