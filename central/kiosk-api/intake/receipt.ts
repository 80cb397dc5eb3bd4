/** The central's word for an envelope: stored, or quarantined and why. A kiosk deletes nothing without it. */
import * as v from 'valibot'
import { Receipt } from '../../../domain/contract/envelope/receipt.ts'
import type { QuarantineReason } from '../../../domain/contract/envelope/receipt.ts'
import type { CompactJws, EnvelopeId, Instant, Sha256 } from '../../../domain/ids.ts'
import type { HouseKey } from '../../keys/house-key.ts'
import { signClaims } from '../../keys/house-key.ts'

/** JWS, typ "balie-receipt+jwt". `reason` null: stored. */
export function signReceipt(input: {
  readonly key: HouseKey
  readonly id: EnvelopeId
  readonly sha256: Sha256
  readonly at: Instant
  readonly reason: QuarantineReason | null
}): Promise<CompactJws> {
  const { key, id, sha256, at, reason } = input
  const claims = v.parse(
    Receipt,
    reason === null ? { result: 'stored', id, sha256, at } : { result: 'quarantined', id, sha256, at, reason },
  )
  return signClaims({ key, typ: 'balie-receipt+jwt', claims })
}
