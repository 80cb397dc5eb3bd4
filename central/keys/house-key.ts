/** The hospital's own keys: P-256, named by their thumbprint, kept in one file that only the central's user may read. */
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, importJWK } from 'jose'
import type { CryptoKey } from 'jose'
import * as v from 'valibot'
import { CompactJws, Sha256 } from '../../domain/ids.ts'
import type { PublicJwk } from '../../domain/ids.ts'

const coordinate = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

/** A private P-256 key as it is stored (RFC 7518 section 6.2). */
export const PrivateJwk = v.strictObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: coordinate,
  y: coordinate,
  d: coordinate,
})
export type PrivateJwk = v.InferOutput<typeof PrivateJwk>

export interface HouseKey {
  /** RFC 7638 thumbprint of the public half. */
  readonly kid: Sha256
  /** With `kid`, as it stands in the keyset. */
  readonly public: PublicJwk & { readonly kid: Sha256 }
  readonly private: CryptoKey
}

/** ES256 signs, ECDH-ES opens envelopes. */
export type KeyUse = 'ES256' | 'ECDH-ES'

export async function newPrivateJwk(): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { kty, crv, x, y, d } = await exportJWK(privateKey)
  return v.parse(PrivateJwk, { kty, crv, x, y, d })
}

/** The usable key of a stored one; the private half cannot be exported again. */
export async function houseKey(jwk: PrivateJwk, use: KeyUse): Promise<HouseKey> {
  const imported = await importJWK({ ...jwk }, use, { extractable: false })
  if (imported instanceof Uint8Array) throw new Error('an EC key is never symmetric')
  const { kty, crv, x, y } = jwk
  const kid = await thumbprintOf({ kty, crv, x, y })
  return { kid, public: { kty, crv, x, y, kid, use: use === 'ES256' ? 'sig' : 'enc', alg: use }, private: imported }
}

/** JWK thumbprint with SHA-256 (RFC 7638); `kid`, `use` and `alg` do not count. */
export async function thumbprintOf({ kty, crv, x, y }: PublicJwk): Promise<Sha256> {
  return v.parse(Sha256, await calculateJwkThumbprint({ kty, crv, x, y }))
}

/** A compact JWS by a house key: ES256, `typ`, `kid`, and what else the header must hold. */
export async function signClaims(options: {
  readonly key: HouseKey
  readonly typ: string
  readonly claims: unknown
  readonly header?: { readonly jwk: Pick<PublicJwk, 'kty' | 'crv' | 'x' | 'y'> }
}): Promise<CompactJws> {
  const { key, typ, claims, header } = options
  const signed = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({
      alg: 'ES256',
      typ,
      kid: key.kid,
      ...(header === undefined ? {} : { jwk: header.jwk }),
    })
    .sign(key.private)
  return v.parse(CompactJws, signed)
}
