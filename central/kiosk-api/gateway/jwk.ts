/** Public P-256 keys as the JOSE library wants them: nothing but the point. */
import { importJWK } from 'jose'
import type { CryptoKey } from 'jose'
import type { PublicJwk } from '../../../domain/ids.ts'

/** A key that verifies ES256 (RFC 7518 section 3.4). */
export async function verifyingKey({ kty, crv, x, y }: PublicJwk): Promise<CryptoKey> {
  const key = await importJWK({ kty, crv, x, y }, 'ES256')
  if (key instanceof Uint8Array) throw new Error('an EC key is never symmetric')
  return key
}
