/** Checking a compact JWS: only ES256, only the expected `typ`, only the named keys. */
import { compactVerify, decodeProtectedHeader, importJWK } from 'jose'
import type { PublicJwk } from '../../domain/ids.ts'
import { thumbprint } from './keys.ts'

/** The `kid` of a published key: its own, else its thumbprint. */
export async function kidOf(key: PublicJwk): Promise<string> {
  return key.kid ?? (await thumbprint(key))
}

/**
 * The payload as parsed JSON when one of `keys` signed it; null for everything else: other algorithm, other `typ`,
 * unknown `kid`, wrong signature, no JSON. A header without `kid` is tried against each key.
 */
export async function verifyJws(options: {
  readonly jws: string
  readonly typ: string
  readonly keys: readonly PublicJwk[]
}): Promise<{ readonly claims: unknown } | null> {
  try {
    const header = decodeProtectedHeader(options.jws)
    if (header.alg !== 'ES256' || header.typ !== options.typ) return null
    for (const key of options.keys) {
      if (header.kid !== undefined && header.kid !== (await kidOf(key))) continue
      const claims = await payload(options.jws, key)
      if (claims !== null) return claims
    }
    return null
  } catch {
    return null
  }
}

async function payload(jws: string, key: PublicJwk): Promise<{ readonly claims: unknown } | null> {
  try {
    const { kty, crv, x, y } = key
    const verified = await compactVerify(jws, await importJWK({ kty, crv, x, y }, 'ES256'), { algorithms: ['ES256'] })
    const claims: unknown = JSON.parse(new TextDecoder().decode(verified.payload))
    return { claims }
  } catch {
    return null
  }
}
