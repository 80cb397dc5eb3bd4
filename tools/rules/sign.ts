/** The tool's own side of a signed policy file (central/published/policy/file.ts): keys come as the text of JWK files. */
import { CompactSign, importJWK } from 'jose'
import * as v from 'valibot'
import type { HospitalId } from '../../domain/ids.ts'
import { PublicJwk } from '../../domain/ids.ts'
import type { Signature } from '../../domain/policy/accept.ts'
import { writtenPolicy } from '../../domain/policy/formats.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { policyFileType, signerOf, verifiedText } from '../../central/published/policy/file.ts'

const Key = v.looseObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.string(),
  y: v.string(),
  d: v.optional(v.string()),
})

/** `key`: a private P-256 JWK as text. */
export async function signedPolicy(policy: HospitalPolicy, key: string): Promise<string> {
  const { kty, crv, x, y, d } = keyOf(key)
  return new CompactSign(new TextEncoder().encode(JSON.stringify(writtenPolicy(policy))))
    .setProtectedHeader({ alg: 'ES256', typ: policyFileType })
    .sign(await importJWK({ kty, crv, x, y, ...(d === undefined ? {} : { d }) }, 'ES256'))
}

/** Who signed this file: `ours` is the hospital's own key, `others` are the keys of other hospitals. */
export async function signatureOf(input: {
  readonly file: string
  readonly ours: string
  readonly others: readonly string[]
  readonly hospital: HospitalId
}): Promise<Signature> {
  const { file, ours, others, hospital } = input
  const signature = await signerOf({ file, keys: [publicOf(ours)], hospital })
  if (signature.by !== 'unknown') return signature
  for (const key of others) if ((await verifiedText(file, publicOf(key))) !== null) return { by: 'otherHospital' }
  return signature
}

function publicOf(text: string): PublicJwk {
  const { kty, crv, x, y } = keyOf(text)
  return v.parse(PublicJwk, { kty, crv, x, y })
}

const keyOf = (text: string): v.InferOutput<typeof Key> => v.parse(v.pipe(v.string(), v.parseJson(), Key), text)
