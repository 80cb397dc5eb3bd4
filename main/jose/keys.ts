/** P-256 keys and ES256 signatures of the device (RFC 7518 section 3.4), by jose. */
import { createHash } from 'node:crypto'
import {
  calculateJwkThumbprint,
  CompactSign,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type GenerateKeyPairResult,
} from 'jose'
import * as v from 'valibot'
import { CompactJws, PublicJwk, Sha256 } from '../../domain/ids.ts'

/** A private key that can sign, with its public half and its RFC 7638 thumbprint (the `kid`). */
export interface SigningKey {
  readonly kid: Sha256
  readonly public: PublicJwk
  readonly private: CryptoKey
}

/** A fresh pair of which the private half can still be exported. */
export type KeyPair = GenerateKeyPairResult

/** How a private key is kept in the keychain. */
export const PrivateJwk = v.strictObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  y: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  d: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
})
export type PrivateJwk = v.InferOutput<typeof PrivateJwk>

/** SHA-256, base64url without padding. */
export function sha256(bytes: Uint8Array | string): Sha256 {
  return v.parse(Sha256, createHash('sha256').update(bytes).digest('base64url'))
}

/** RFC 7638 thumbprint of a public key. */
export async function thumbprint(key: PublicJwk): Promise<Sha256> {
  return v.parse(Sha256, await calculateJwkThumbprint({ kty: key.kty, crv: key.crv, x: key.x, y: key.y }))
}

/** A fresh P-256 key pair in the form the keychain keeps, and as a pair that can sign a certificate request. */
export async function makeKey(): Promise<{ readonly jwk: PrivateJwk; readonly pair: KeyPair }> {
  const pair = await generateKeyPair('ES256', { extractable: true })
  const { kty, crv, x, y, d } = await exportJWK(pair.privateKey)
  return { jwk: v.parse(PrivateJwk, { kty, crv, x, y, d }), pair }
}

/** The signing key in a keychain entry; null when the entry is not one of ours. The private half is not extractable. */
export async function readKey(entry: string): Promise<SigningKey | null> {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), PrivateJwk), entry)
  if (!parsed.success) return null
  const { d, ...rest } = parsed.output
  const imported = await importJWK({ ...rest, d }, 'ES256', { extractable: false }).catch(() => null)
  if (imported === null || imported instanceof Uint8Array) return null
  const open = v.parse(PublicJwk, rest)
  return { kid: await thumbprint(open), public: open, private: imported }
}

/** A compact JWS, ES256, `kid` = thumbprint. */
export async function signJws(options: {
  readonly key: SigningKey
  readonly typ: string
  readonly claims: unknown
}): Promise<CompactJws> {
  const signed = await new CompactSign(new TextEncoder().encode(JSON.stringify(options.claims)))
    .setProtectedHeader({ alg: 'ES256', typ: options.typ, kid: options.key.kid })
    .sign(options.key.private)
  return v.parse(CompactJws, signed)
}
