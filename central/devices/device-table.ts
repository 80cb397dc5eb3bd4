/** The enrolled kiosks: their public keys by purpose and their seal certificate, those of now and all before. A port: see store/. */
import type { DeviceId, PublicJwk } from '../../domain/ids.ts'
import type { KeySet, NewKeySet } from './device-keys.ts'

export interface EnrolledDevice {
  readonly device: DeviceId
  /** Counts from 1 in the order of enrolment: "zuil 2" for people. */
  readonly number: number
  readonly auth: PublicJwk
  readonly log: PublicJwk
  readonly seal: PublicJwk
  /** PEM, leaf first. */
  readonly sealChain: string
  readonly enrolledAt: string
  /** Every set of keys that it ever had, oldest first; `auth`, `log`, `seal` and `sealChain` are those that it uses. */
  readonly keys: readonly KeySet[]
  readonly withdrawn: boolean
  /** ISO 8601; null as long as the kiosk is one of ours. From then on its seal certificate counts as revoked. */
  readonly withdrawnAt: string | null
}

/** A kiosk as it enrols; `until`: milliseconds since 1970 at which its keys end. */
export type NewDevice = Omit<EnrolledDevice, 'number' | 'keys' | 'withdrawn' | 'withdrawnAt'> & {
  readonly until: number
}

/** A one-time code by its hash: an unknown one is wrong. */
export type CodeState = 'usable' | 'wrong' | 'used' | 'expired'

/** `approvalNeeded`: it was away for too long, and no person's yes holds. */
export type Renewed = 'renewed' | 'unknown' | 'withdrawn' | 'approvalNeeded'

export interface DeviceTable {
  find(device: DeviceId): Promise<EnrolledDevice | null>
  all(): Promise<readonly EnrolledDevice[]>
  /** Uses up the code and takes in the kiosk, both or neither; of two kiosks with one code one is enrolled. */
  enrol(code: { readonly hash: Uint8Array; readonly at: number }, device: NewDevice): Promise<'enrolled' | CodeState>
  /**
   * Adds a set of keys that it has asked for; the one it uses stays until it comes with this one. Uses up a person's yes,
   * which must hold when `approval` asks for one.
   */
  renew(
    device: DeviceId,
    keys: NewKeySet,
    asked: { readonly approval: boolean; readonly now: number },
  ): Promise<Renewed>
  /** It came with a set for the first time: from now on that is the one it uses. Later calls change nothing. */
  usedKeys(device: DeviceId, set: KeySet, at: number): Promise<void>
  /**
   * Takes away every right of a kiosk for ever; its envelopes that are on the way go to quarantine. False: it is none of
   * ours, or was withdrawn before.
   */
  withdraw(device: DeviceId, at: Date): Promise<boolean>
}
