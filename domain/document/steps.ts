/**
 * The steps of a document: one JWS per signer (ES256, RFC 7515, payload detached, appendix F) over canonical JSON
 * (RFC 8785), each holding the hash of the step before it, so that none can be dropped, swapped, added or moved into
 * another set. Signing, verifying and hashing come in as functions: this room has no platform.
 */
import * as v from 'valibot'
import { Assurance } from '../contract/gateway/visit-record.ts'
import { EnvelopeId, Instant, PublicJwk, Sha256 } from '../ids.ts'
import { DocumentLanguage } from '../language.ts'
import { base64url, fromBase64url, fromUtf8, utf8 } from '../bytes/bytes.ts'
import { canonicalBytes, canonicalJson } from '../bytes/canonical.ts'

/** Half a surrogate pair is no character: it has no UTF-8 and so no canonical JSON. */
const Text = v.pipe(
  v.string(),
  v.maxLength(400),
  v.check((text) => !/\p{Cs}/u.test(text), 'a lone surrogate'),
)

/** What one signer's act says. `previous` is null for the first step only. */
export const StepClaims = v.strictObject({
  /** The envelope of this set: a step cannot move to another. */
  set: EnvelopeId,
  /** Counts from 1; `of` is how many signers the decision asked for. */
  seq: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
  of: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
  /** SHA-256 of the canonical form content that was shown. */
  formHash: Sha256,
  formUrl: Text,
  formVersion: Text,
  language: DocumentLanguage,
  role: Text,
  name: Text,
  at: Instant,
  method: v.picklist(['ink', 'typed']),
  /** SHA-256 of the canonical ink as it is in the document; null for a typed name. */
  inkHash: v.nullable(Sha256),
  /** SHA-256 over the ASCII of the JWE that holds this signer's pen movement in escrow; absent: none was recorded. */
  escrowHash: v.optional(Sha256),
  identity: v.strictObject({
    method: Text,
    assurance: Assurance,
    documentKind: v.nullable(Text),
    documentNumber: v.nullable(Text),
  }),
  /** SHA-256 of the previous step's compact detached JWS, as ASCII, and of its payload: see {@link stepHash}. */
  previous: v.nullable(Sha256),
})
export type StepClaims = v.InferOutput<typeof StepClaims>

/** A signed step: the claims and the detached compact JWS `header..signature`. */
export const Step = v.strictObject({
  claims: StepClaims,
  jws: v.pipe(v.string(), v.maxLength(600), v.regex(/^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]{86}$/)),
})
export type Step = v.InferOutput<typeof Step>

/** SHA-256 of bytes. */
export type Hash = (bytes: Uint8Array) => Promise<Uint8Array>
/** ES256 over bytes: 64 bytes r ‖ s (RFC 7518 section 3.4), by the visit's key `V`. */
export type SignEs256 = (bytes: Uint8Array) => Promise<Uint8Array>
/** Whether a 64-byte ES256 signature holds for these bytes under this public key. */
export type VerifyEs256 = (input: {
  readonly key: PublicJwk
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}) => Promise<boolean>

/** The only protected header there is: a fixed string leaves no algorithm to confuse. */
const header = base64url(utf8(canonicalJson({ alg: 'ES256', typ: 'balie-step+jws' })))

const signingInput = (claims: StepClaims): Uint8Array => utf8(`${header}.${base64url(canonicalBytes(claims))}`)

/** The hash that the next step carries as `previous`: SHA-256 of `header.payload.signature`, the step's full compact JWS. */
export async function stepHash({ step, sha256 }: { step: Step; sha256: Hash }): Promise<Sha256> {
  const [, , signature] = step.jws.split('.')
  const full = `${header}.${base64url(canonicalBytes(step.claims))}.${signature ?? ''}`
  return v.parse(Sha256, base64url(await sha256(utf8(full))))
}

/** Signs one signer's act. The caller gives claims that {@link StepClaims} accepts, `previous` from {@link stepHash}. */
export async function signStep({ claims, sign }: { claims: StepClaims; sign: SignEs256 }): Promise<Step> {
  const parsed = v.parse(StepClaims, claims)
  const signature = await sign(signingInput(parsed))
  if (signature.length !== 64) throw new Error('an ES256 signature has 64 bytes')
  return { claims: parsed, jws: `${header}..${base64url(signature)}` }
}

/** Why a chain of steps does not hold. */
export const stepProblems = [
  'malformed',
  'none',
  'order',
  'incomplete',
  'otherSet',
  'otherForm',
  'broken',
  'signature',
] as const
export type StepProblem = (typeof stepProblems)[number]
export type StepsVerdict =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly problem: StepProblem; readonly at: number }

/**
 * Verifies a whole set against the visit's public key `V`: shapes, order from 1 without gaps, as many as the decision
 * asked for, one set and one form (language may differ per signer), the chain, and each signature.
 * `at` is the number of the step that fails, from 1; 0 for the set as a whole.
 */
export async function verifySteps(input: {
  readonly steps: unknown
  readonly key: PublicJwk
  readonly sha256: Hash
  readonly verify: VerifyEs256
}): Promise<StepsVerdict> {
  const parsed = v.safeParse(v.array(Step), input.steps)
  if (!parsed.success) return { ok: false, problem: 'malformed', at: 0 }
  const steps = parsed.output
  const first = steps[0]
  if (first === undefined) return { ok: false, problem: 'none', at: 0 }
  let previous: Sha256 | null = null
  for (const [i, step] of steps.entries()) {
    const refuse = (problem: StepProblem): StepsVerdict => ({ ok: false, problem, at: i + 1 })
    const { claims } = step
    if (claims.seq !== i + 1 || (claims.method === 'ink') !== (claims.inkHash !== null)) return refuse('order')
    if (claims.set !== first.claims.set || claims.of !== first.claims.of) return refuse('otherSet')
    if (claims.formHash !== first.claims.formHash || claims.formUrl !== first.claims.formUrl) return refuse('otherForm')
    if (claims.previous !== previous) return refuse('broken')
    const [stepHeader, , signaturePart] = step.jws.split('.')
    const signature = fromBase64url(signaturePart ?? '')
    if (stepHeader !== header || signature === null) return refuse('signature')
    const good = await input.verify({ key: input.key, bytes: signingInput(claims), signature })
    if (!good) return refuse('signature')
    previous = await stepHash({ step, sha256: input.sha256 })
  }
  if (steps.length !== first.claims.of) return { ok: false, problem: 'incomplete', at: 0 }
  return { ok: true, steps }
}

/** The attachment `steps.json` of a sealed document: the set, the ink that was hashed, the key and its certificate. */
export const StepSet = v.strictObject({
  balie: v.literal('steps/1'),
  /** Public key `V` of the visit. */
  key: PublicJwk,
  /** The visit certificate: compact JWS by the device's `D-log` over this key. */
  visitCertificate: v.nullable(v.pipe(v.string(), v.maxLength(20_000))),
  steps: v.pipe(v.array(Step), v.maxLength(4)),
  /** Canonical JSON of each step's ink, in order; null for a typed name. */
  inks: v.pipe(v.array(v.nullable(v.string())), v.maxLength(4)),
})
export type StepSet = v.InferOutput<typeof StepSet>

/** Parses JSON text strictly as canonical: a second spelling of the same value is refused. Null when it is not. */
export function parseCanonical(bytes: Uint8Array): unknown {
  const text = fromUtf8(bytes)
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return canonicalJson(value) === text ? value : null
  } catch {
    return null
  }
}
