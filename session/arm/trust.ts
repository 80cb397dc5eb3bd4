/** Checks what the hospital signed: the keyset by the pinned root, the content by a content key of that keyset. */
import { calculateJwkThumbprint, compactVerify, decodeJwt, decodeProtectedHeader, importJWK } from 'jose'
import * as v from 'valibot'
import { ContentBundle } from '../../domain/contract/content/bundle.ts'
import type { PolicyRefusal } from '../../domain/contract/control/policy-refusal.ts'
import type { Arm } from '../../domain/contract/control/session.ts'
import { dayInAmsterdam } from '../../domain/days/amsterdam.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { asksWhatRulesKnow } from '../../domain/forms/request.ts'
import { readForm } from '../../domain/forms/form.ts'
import type { Form } from '../../domain/forms/form.ts'
import { PublicJwk } from '../../domain/ids.ts'
import type { Instant } from '../../domain/ids.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { acceptBundled } from './policy.ts'
import type { SignedBundle } from './policy.ts'

export interface Trusted {
  readonly keyset: Keyset
  readonly content: ContentBundle
  readonly policy: HospitalPolicy
  readonly forms: readonly Form[]
}

export type TrustProblem = 'keyset' | 'content' | 'expired' | PolicyRefusal

/** Everything that a spare may believe, or the first thing that does not hold at `now` (the central's time). */
export async function verifyTrust(arm: Arm, now: Instant): Promise<Trusted | TrustProblem> {
  const keyset = await verifyKeyset(arm)
  if (keyset === null) return 'keyset'
  const claims = await payloadOf({ jws: arm.content, typ: 'balie-content+jwt', keys: keyset.content })
  const ground = { hospital: keyset.hospitalId ?? null, seen: arm.policySeen ?? null, today: dayInAmsterdam(now) }
  const policy = acceptBundled(
    claims === null ? unsigned(arm.content) : { by: 'ours', policy: policyIn(claims) },
    ground,
  )
  if (typeof policy === 'string') return policy
  const content = v.safeParse(ContentBundle, claims)
  if (!content.success) return 'content'
  const forms = content.output.questionnaires.map(readForm)
  const shown = forms.filter((form) => form !== null)
  if (shown.length !== forms.length || !shown.every(asksWhatRulesKnow)) return 'content'
  const over = (end: Instant) => Date.parse(end) <= Date.parse(now)
  if (over(keyset.notAfter) || over(content.output.validUntil)) return 'expired'
  return { keyset, content: content.output, policy, forms: shown }
}

async function verifyKeyset(arm: Arm): Promise<Keyset | null> {
  const root = v.safeParse(PublicJwk, rootInHeader(arm.keyset))
  if (!root.success || (await calculateJwkThumbprint(bare(root.output))) !== arm.root) return null
  const keyset = v.safeParse(Keyset, await payloadOf({ jws: arm.keyset, typ: 'balie-keyset+jwt', keys: [root.output] }))
  return keyset.success ? keyset.output : null
}

const policyIn = (claims: unknown): unknown =>
  typeof claims === 'object' && claims !== null && 'policy' in claims ? claims.policy : undefined

/** None of our keys signed it; what it claims is read only to tell staff what kind of mistake this is. */
function unsigned(jws: string): SignedBundle {
  try {
    if (decodeProtectedHeader(jws).alg === 'none') return { by: 'nobody' }
    return { by: 'unknown', unverified: policyIn(decodeJwt(jws)) }
  } catch {
    return { by: 'nobody' }
  }
}

function rootInHeader(jws: string): unknown {
  try {
    return decodeProtectedHeader(jws).jwk
  } catch {
    return null
  }
}

/** The payload as JSON when one of these keys signed it with ES256 under this `typ`; null otherwise. */
async function payloadOf(input: {
  readonly jws: string
  readonly typ: string
  readonly keys: readonly PublicJwk[]
}): Promise<unknown> {
  for (const key of input.keys) {
    try {
      const verified = await compactVerify(input.jws, await importJWK(bare(key), 'ES256'), { algorithms: ['ES256'] })
      if (verified.protectedHeader.typ !== input.typ) return null
      return JSON.parse(new TextDecoder().decode(verified.payload)) as unknown
    } catch {
      // Not this key; the next may be the one.
    }
  }
  return null
}

/** Only what makes the key: `use`, `alg` and `kid` neither count for the thumbprint nor for the import. */
function bare({ kty, crv, x, y }: PublicJwk): Pick<PublicJwk, 'kty' | 'crv' | 'x' | 'y'> {
  return { kty, crv, x, y }
}
