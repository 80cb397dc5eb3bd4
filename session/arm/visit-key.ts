/** V: the key that is born with a session process and dies with it. */
import { webcrypto } from 'node:crypto'
import * as v from 'valibot'
import { exportJWK } from 'jose'
import { PublicJwk } from '../../domain/ids.ts'

export interface VisitKey {
  readonly public: PublicJwk
  /** Not extractable: no code in this process can read it out. */
  readonly private: webcrypto.CryptoKey
  /** ES256 over bytes: 64 bytes r ‖ s (RFC 7518 section 3.4). */
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

/** Makes V: P-256, for signatures only. */
export async function makeVisitKey(): Promise<VisitKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const
  const pair = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const { kty, crv, x, y } = await exportJWK(pair.publicKey)
  return {
    public: v.parse(PublicJwk, { kty, crv, x, y }),
    private: pair.privateKey,
    async sign(bytes) {
      const signature = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes)
      return new Uint8Array(signature)
    },
  }
}
