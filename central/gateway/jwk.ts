/** Public P-256 keys as the JOSE library wants them: nothing but the point. */
import { calculateJwkThumbprint, importJWK } from 'jose'
import type { CryptoKey } from 'jose'
import * as v from 'valibot'
import { Sha256 } from '../../domain/ids.ts'
import type { PublicJwk } from '../../domain/ids.ts'

const point = ({ kty, crv, x, y }: PublicJwk) => ({ kty, crv, x, y })

/** A key that verifies ES256 (RFC 7518 section 3.4). */
export async function verifyingKey(jwk: PublicJwk): Promise<CryptoKey> {
  const key = await importJWK(point(jwk), 'ES256')
  if (key instanceof Uint8Array) throw new Error('an EC key is never symmetric')
  return key
}

/** JWK thumbprint with SHA-256 (RFC 7638). */
export async function thumbprint(jwk: PublicJwk): Promise<Sha256> {
  return v.parse(Sha256, await calculateJwkThumbprint(point(jwk)))
}
