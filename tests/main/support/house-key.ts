/** A signing key of the hospital, for tests. */
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair } from 'jose'
import * as v from 'valibot'
import { PublicJwk } from '../../../domain/ids.ts'

export interface House {
  readonly public: PublicJwk
  readonly kid: string
  readonly sign: (typ: string, claims: unknown) => Promise<string>
}

/** A P-256 signing key of the hospital. */
export async function houseKey(): Promise<House> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { kty, crv, x, y } = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint({ kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' })
  return {
    kid,
    public: v.parse(PublicJwk, { kty, crv, x, y, kid }),
    sign: (typ, claims) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
        .setProtectedHeader({ alg: 'ES256', typ, kid })
        .sign(privateKey),
  }
}
