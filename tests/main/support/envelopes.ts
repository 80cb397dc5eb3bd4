/** Envelopes without a key: right in form, for tests of what never opens them. */
import * as v from 'valibot'
import { CompactJwe, EnvelopeId, type Sha256 } from '../../../domain/ids.ts'
import { verifyReceipt, type VerifiedReceipt } from '../../../main/custody/outbox/verified-receipt.ts'
import { houseKey, type House } from './house-key.ts'

export const intakeKids: ReadonlySet<string> = new Set(['intake-1'])

/** The n-th envelope id. */
export function envelopeId(n: number): EnvelopeId {
  return v.parse(EnvelopeId, `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
}

/** A compact JWE with a right protected header; `fill` makes its ciphertext differ. */
export function envelope(n: number, fill = 'A', header: object = {}) {
  const id = envelopeId(n)
  const protectedHeader = {
    alg: 'ECDH-ES',
    enc: 'A256GCM',
    typ: 'balie-envelope',
    kid: 'intake-1',
    id,
    kind: 'form',
    epk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
    ...header,
  }
  const first = Buffer.from(JSON.stringify(protectedHeader)).toString('base64url')
  return { id, jwe: v.parse(CompactJwe, `${first}..iv.${fill.repeat(40 + n)}.tag`), intakeKids }
}

let key: House | null = null

/** A receipt that verifies, as only the central can make it. */
export async function receiptFor(options: { id: EnvelopeId; sha256: Sha256 }): Promise<VerifiedReceipt> {
  key ??= await houseKey()
  const claims = { result: 'stored', ...options, at: '2026-11-23T10:00:00Z' }
  const answer = JSON.stringify({ receipt: await key.sign('balie-receipt+jwt', claims) })
  const receipt = await verifyReceipt({ answer, ...options, keys: [key.public] })
  if (receipt === null) throw new Error('receipt does not verify')
  return receipt
}
