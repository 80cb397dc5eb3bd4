/** Signs and verifies a policy: a compact JWS with ES256 (RFC 7515, RFC 7518) by the hospital's content key. */
import { compactVerify, CompactSign, importJWK } from 'jose'
import * as v from 'valibot'
import { CompactJws } from '../../../domain/ids.ts'
import type { Signature } from '../../../domain/policy/accept.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'

const Key = v.looseObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.string(),
  y: v.string(),
  d: v.optional(v.string()),
})
const type = 'balie-policy+jws'

/** `key`: a private P-256 JWK as text. */
export async function signedPolicy(policy: HospitalPolicy, key: string): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(policy)))
    .setProtectedHeader({ alg: 'ES256', typ: type })
    .sign(await imported(key, 'private'))
}

/** Who signed this file: `ours` is the hospital's own key, `others` are the keys of other hospitals. */
export async function signatureOf(file: string, ours: string, others: readonly string[] = []): Promise<Signature> {
  if (!v.is(CompactJws, file)) return { by: 'nobody' }
  const text = await verifiedText(file, ours)
  if (text !== null) return { by: 'ours', text }
  for (const key of others) if ((await verifiedText(file, key)) !== null) return { by: 'otherHospital' }
  return { by: 'unknown' }
}

async function verifiedText(jws: string, key: string): Promise<string | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, await imported(key, 'public'), {
      algorithms: ['ES256'],
    })
    return protectedHeader.typ === type ? new TextDecoder().decode(payload) : null
  } catch {
    return null
  }
}

async function imported(key: string, part: 'public' | 'private') {
  const raw: unknown = JSON.parse(key)
  const { kty, crv, x, y, d } = v.parse(Key, raw)
  return importJWK({ kty, crv, x, y, ...(part === 'public' || d === undefined ? {} : { d }) }, 'ES256')
}
