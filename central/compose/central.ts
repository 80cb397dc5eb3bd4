/** What a central is given, and what it is to who starts it. */
import type { EnrolmentCode } from '../../domain/contract/device/enrolment.ts'
import type { Printer } from '../../domain/contract/device/printer.ts'
import type { DeviceId, PublicJwk } from '../../domain/ids.ts'
import type { PolicyResult } from '../../domain/policy/read.ts'
import type { Now } from '../clock/clock.ts'
import type { DeviceTable } from '../devices/device-table.ts'
import type { Devices } from '../devices/devices.ts'
import type { Route } from '../http/route.ts'
import type { House } from '../keys/house.ts'
import type { Faults } from '../kiosk-api/intake/faults.ts'
import type { Content } from '../published/content/content.ts'
import type { Deciding } from '../requests/decisions/decision.ts'
import type { Decided } from '../requests/decisions/decided.ts'
import type { Ledger } from '../requests/ledger.ts'
import type { Refusals } from '../requests/decisions/refusal.ts'
import type { Withheld } from '../requests/withheld.ts'
import type { LongTerm } from '../requests/long-term/long-term.ts'
import type { SetStore } from '../requests/sets/set-store.ts'
import type { EmbeddedStore } from '../store/fhir/embedded-store.ts'
import type { SqliteStores } from '../store/sqlite/stores.ts'
import type { PostTimeQuery } from '../time/ask.ts'
import type { TrainingSample } from '../training/samples.ts'
import type { Visits } from '../visits/visits.ts'
import type { CitizenAccount } from '../web/citizen/accounts.ts'
import type { StaffAccount } from '../web/staff/oidc/accounts.ts'
import type { MandatesAtWork } from '../mandates/at-work.ts'

export interface CentralOptions {
  /** Folder of keys and database; made when missing, the owner's alone. */
  readonly data: string
  /** Synthetic people, printed logins, staff pages over plain HTTP on loopback. There is no other mode yet. */
  readonly training: true
  /** Ports; 0 is the one of the last start, else a free one. */
  readonly port: number
  readonly staffPort: number
  /** At a first start: people and dossier of random words, for the scan after a visit. */
  readonly markers: boolean
  /** A signed policy to publish before anything is served. */
  readonly policyFile?: string
  /** Where the kiosks print a visitor's receipt; left out, nowhere. */
  readonly printer?: Printer | null
  /** Days after the end of its keys in which a kiosk comes back without a person; 90 when the hospital says nothing. */
  readonly recoverDays?: number
  readonly now?: Now
  /** For tests only: how the intake misbehaves. No switch of the program sets it. */
  readonly faults?: Faults
  /** For tests only: another hand on the stores. */
  readonly around?: (stores: SqliteStores) => SqliteStores
  /** For tests only: another way to the time-stamping authority for long-term data. */
  readonly postTimeQuery?: PostTimeQuery
}

export interface Central {
  /** Base address of the kiosk-facing listener, HTTPS. */
  readonly kiosk: string
  /** Base address of staff pages and the public status page. */
  readonly staff: string
  readonly enrolmentCode: string
  readonly logins: readonly StaffAccount[]
  /** Who can log in at home for a copy: the stand-in for DigiD. */
  readonly citizens: readonly CitizenAccount[]
  readonly samples: readonly TrainingSample[]
  readonly house: House
  readonly content: Content
  /** Path of the database, for who looks into it from beside. */
  readonly databaseFile: string
  readonly store: EmbeddedStore
  readonly visits: Visits
  readonly devices: Devices
  readonly deviceTable: DeviceTable
  readonly ledger: Ledger
  /** What patients took out of mandates. */
  readonly withheld: Withheld
  /** Why requests were refused: for staff alone. */
  readonly refusals: Refusals
  /** Forms that wait for another signer or another day. */
  readonly sets: SetStore
  /** Somebody of the hospital answers a request: the one way to access, for every form and every set. */
  decide(deciding: Deciding): Promise<Decided>
  /** Mandates that were granted: their days, and what staff do to them. */
  readonly mandates: Omit<MandatesAtWork, 'tend' | 'recordChanged'>
  readonly longTerm: LongTerm
  /** A fresh enrolment code. */
  issueCode(): Promise<EnrolmentCode>
  /** Publishes a signed policy file and tells the kiosks; a file that is refused changes nothing. */
  publishPolicy(file: string): Promise<PolicyResult>
  /** Takes back an older version: what was signed under it is quarantined from now on. False: there is none such. */
  withdrawPolicy(version: number): Promise<boolean>
  /** Kiosks that were away for too long to come back by themselves, longest first. */
  kiosksToApprove(): Promise<readonly DeviceId[]>
  /** A person's yes to such a kiosk, for a day. False: it does not wait for one. */
  approveKiosk(device: DeviceId): Promise<boolean>
  /** A stolen or discarded kiosk: its rights, visits and streams end at once and for ever. False: it is none of ours. */
  withdrawKiosk(device: DeviceId): Promise<boolean>
  /** A portal with a key of its own may ask from now on; its number. */
  addPortal(portal: { readonly name: string; readonly key: PublicJwk }): Promise<string>
  /** It is answered nothing any more, at once. False: it is none of ours. */
  withdrawPortal(id: string): Promise<boolean>
  /** The hospital's own systems changed the record of `Patient/<id>`: whoever died or was blocked has nothing waiting any more. */
  recordChanged(patient: string): Promise<void>
  /** Renews what has lived for long enough; done by itself while the central runs. */
  tend(): Promise<void>
  /** What answers kiosks behind the listener, and the chain that it shows them now: for simulations without sockets. */
  kioskRoutes(): readonly Route[]
  tlsCertificate(): string
  close(): Promise<void>
}
