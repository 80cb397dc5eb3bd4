/** Closes a pen movement to the escrow key: from here on nobody in this house can read it. */
import { calculateJwkThumbprint, CompactEncrypt, importJWK } from 'jose'
import * as v from 'valibot'
import { EscrowedPen } from '../../domain/document/escrow.ts'
import { escrowLimit } from '../../domain/limits.ts'
import { CompactJwe } from '../../domain/ids.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import type { Hospital } from '../flow/state.ts'
import type { Mark } from '../../domain/requests/signing-set/signing-set.ts'

/**
 * The movement as a JWE (ECDH-ES direct, A256GCM on P-256: key wrap aborts BoringSSL), or null where there is none.
 * Throws where a movement came although none was asked for, or is longer than its schema allows.
 */
export async function escrowed(
  mark: Mark,
  { hospital, id }: { readonly hospital: Hospital; readonly id: EnvelopeId },
): Promise<CompactJwe | null> {
  if (mark.method !== 'ink' || mark.pen === undefined) return null
  if (hospital.escrow === undefined) throw new Error('nobody asked for this movement')
  const { kty, crv, x, y } = hospital.escrow
  const kid = hospital.escrow.kid ?? (await calculateJwkThumbprint({ kty, crv, x, y }))
  const inside = v.parse(EscrowedPen, { balie: 'pen/1', set: id, ink: mark.ink, pen: mark.pen })
  const jwe = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(inside)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', typ: 'balie-escrow', kid, id })
    .encrypt(await importJWK({ kty, crv, x, y }, 'ECDH-ES'))
  return v.parse(v.pipe(CompactJwe, v.maxLength(escrowLimit)), jwe)
}
