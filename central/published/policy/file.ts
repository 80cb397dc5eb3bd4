/** A policy as a file: a compact JWS with ES256 (RFC 7515, RFC 7518) by a content key of the hospital. */
import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK } from 'jose'
import * as v from 'valibot'
import { CompactJws } from '../../../domain/ids.ts'
import type { HospitalId, PublicJwk } from '../../../domain/ids.ts'
import type { Signature } from '../../../domain/policy/accept.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { writtenPolicy } from '../../../domain/policy/formats.ts'
import { strangerOf } from '../../../domain/policy/stranger.ts'
import { signClaims } from '../../keys/house-key.ts'
import type { HouseKey } from '../../keys/house-key.ts'

/** `typ` of the protected header: nothing else that the same key signs is a policy. */
export const policyFileType = 'balie-policy+jws'

/** Signs with the house's content key. */
export function signPolicy(policy: HospitalPolicy, key: HouseKey): Promise<CompactJws> {
  return signClaims({ key, typ: policyFileType, claims: writtenPolicy(policy) })
}

/** Who signed this file: one of the hospital's own keys, or who else. Never throws. */
export async function signerOf(input: {
  readonly file: string
  readonly keys: readonly Pick<PublicJwk, 'kty' | 'crv' | 'x' | 'y'>[]
  readonly hospital: HospitalId
}): Promise<Signature> {
  const { file, keys, hospital } = input
  if (!v.is(CompactJws, file) || !saysHowSigned(file)) return { by: 'nobody' }
  for (const key of keys) {
    const text = await verifiedText(file, key)
    if (text !== null) return { by: 'ours', text }
  }
  return strangerOf(claimsOf(file), hospital)
}

/** The text that this key signed as a policy; null when it did not. */
export async function verifiedText(
  jws: string,
  { kty, crv, x, y }: Pick<PublicJwk, 'kty' | 'crv' | 'x' | 'y'>,
): Promise<string | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, await importJWK({ kty, crv, x, y }, 'ES256'), {
      algorithms: ['ES256'],
    })
    return protectedHeader.typ === policyFileType ? new TextDecoder().decode(payload) : null
  } catch {
    return null
  }
}

/** `none` (RFC 7515 appendix A.5) is no signature. */
function saysHowSigned(jws: string): boolean {
  try {
    return decodeProtectedHeader(jws).alg !== 'none'
  } catch {
    return false
  }
}

function claimsOf(jws: string): unknown {
  try {
    return decodeJwt(jws)
  } catch {
    return null
  }
}
