/** What became of each envelope: one row for ever, and the bytes of those that were kept apart. A port: see store/. */
import * as v from 'valibot'
import { QuarantineReason } from '../../domain/contract/envelope/receipt.ts'
import { CompactJws, DeviceId, EnvelopeId, Instant, Sha256 } from '../../domain/ids.ts'
import type { CompactJwe } from '../../domain/ids.ts'

export const LedgerRow = v.strictObject({
  id: EnvelopeId,
  sha256: Sha256,
  device: DeviceId,
  reference: v.string(),
  /** Null: stored. */
  reason: v.nullable(QuarantineReason),
  /** A word of ours for staff who look into a quarantine; never a value of the envelope. */
  detail: v.nullable(v.string()),
  at: Instant,
  receipt: CompactJws,
})
export type LedgerRow = v.InferOutput<typeof LedgerRow>

/** A row as it is added: the reference follows from the id. */
export type NewLedgerRow = Omit<LedgerRow, 'reference'>

/** Most of one kiosk that is kept apart. */
export interface ApartRoom {
  readonly envelopes: number
  readonly bytes: number
}

export type KeptApart =
  | { readonly kind: 'kept' }
  /** This kiosk sent the id before, and this became of it: nothing was changed. */
  | { readonly kind: 'known'; readonly row: LedgerRow }
  /** There is no room for it: nothing was kept. */
  | { readonly kind: 'full' }

export interface Ledger {
  /**
   * What became of an id that this kiosk sent; without a kiosk, of an id at all: what is stored goes before what another
   * kiosk may have sent under the same id.
   */
  find(id: EnvelopeId, device?: DeviceId | null): Promise<LedgerRow | null>
  /** Whether anything with this reference arrived: all that the public may know. */
  hasReference(reference: string): Promise<boolean>
  /** Newest first, for staff. */
  all(): Promise<readonly LedgerRow[]>
  /** Keeps the bytes as they came, with their row, unless the id is known or this kiosk's room is used up; one decision. */
  keepApart(row: NewLedgerRow, body: Uint8Array, room: ApartRoom): Promise<KeptApart>
  /** The closed pen movement of a form's signer, counted from 1, for whoever holds the key; null when there is none. */
  escrow(id: EnvelopeId, signer?: number): Promise<CompactJwe | null>
  /** The bytes of an envelope that is kept as outdated; null when there are none. */
  outdated(id: EnvelopeId): Promise<Uint8Array | null>
  /** How many of a kiosk's envelopes are kept apart with their bytes, and how many bytes. */
  apartOf(device: DeviceId): Promise<{ readonly envelopes: number; readonly bytes: number }>
  /** How many were kept apart. */
  countApart(): Promise<number>
  /** What was kept apart, the newest first, without the bytes. */
  newestApart(most: number): Promise<readonly (LedgerRow & { readonly reason: QuarantineReason })[]>
  /** The bytes of a quarantined envelope; null when there are none. */
  quarantined(id: EnvelopeId): Promise<Uint8Array | null>
}
