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
import { mayBeOnePerson } from '../identity/name-as-text.ts'

/** Half a surrogate pair is no character: it has no UTF-8 and so no canonical JSON. */
const Text = v.pipe(
  v.string(),
  v.maxLength(400),
  v.check((text) => !/\p{Cs}/u.test(text), 'a lone surrogate'),
)

/**
 * How somebody signed: drew his signature; typed his name; tapped to agree; or made a mark, with a witness's name,
 * identity and signature beside it.
 */
export const signingMethods = ['ink', 'typed', 'tapped', 'witnessed'] as const
export const SigningMethod = v.picklist(signingMethods)
export type SigningMethod = v.InferOutput<typeof SigningMethod>

/** Whether a person who signs so draws something. */
export function isDrawn(method: SigningMethod): boolean {
  return method === 'ink' || method === 'witnessed'
}

/** How the identity of somebody was established. */
const Identity = v.strictObject({
  method: Text,
  assurance: Assurance,
  documentKind: v.nullable(Text),
  documentNumber: v.nullable(Text),
})

/** What one signer's act says. `previous` is null for the first step of a chain, and where acts are not chained. */
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
  method: SigningMethod,
  /** SHA-256 of the canonical ink as it is in the document; null for a typed name and a tap. */
  inkHash: v.nullable(Sha256),
  /** Only beside a mark (`witnessed`): who saw it made, and the hash of what that person drew. */
  witness: v.optional(v.strictObject({ name: Text, identity: Identity, inkHash: Sha256 })),
  /** SHA-256 over the ASCII of the JWE that holds this signer's pen movement in escrow; absent: none was recorded. */
  escrowHash: v.optional(Sha256),
  identity: Identity,
  /** SHA-256 of the previous step's compact detached JWS, as ASCII, and of its payload: see {@link stepHash}. */
  previous: v.nullable(Sha256),
})
export type StepClaims = v.InferOutput<typeof StepClaims>

/** A signed step: the claims and the detached compact JWS `header..signature`. */
export const SignedStep = v.strictObject({
  claims: StepClaims,
  jws: v.pipe(v.string(), v.maxLength(600), v.regex(/^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]{86}$/)),
})
export type SignedStep = v.InferOutput<typeof SignedStep>

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
export async function stepHash({ step, sha256 }: { step: SignedStep; sha256: Hash }): Promise<Sha256> {
  const [, , signature] = step.jws.split('.')
  const full = `${header}.${base64url(canonicalBytes(step.claims))}.${signature ?? ''}`
  return v.parse(Sha256, base64url(await sha256(utf8(full))))
}

/** Signs one signer's act. The caller gives claims that {@link StepClaims} accepts, `previous` from {@link stepHash}. */
export async function signStep({ claims, sign }: { claims: StepClaims; sign: SignEs256 }): Promise<SignedStep> {
  const parsed = v.parse(StepClaims, claims)
  const signature = await sign(signingInput(parsed))
  if (signature.length !== 64) throw new Error('an ES256 signature has 64 bytes')
  return { claims: parsed, jws: `${header}..${base64url(signature)}` }
}

/** Whether this step was signed by this key; nothing of what it says is looked at. */
export async function isSignedBy(
  { claims, jws }: SignedStep,
  { key, verify }: { readonly key: PublicJwk; readonly verify: VerifyEs256 },
): Promise<boolean> {
  const [stepHeader, , signaturePart] = jws.split('.')
  const signature = fromBase64url(signaturePart ?? '')
  if (stepHeader !== header || signature === null) return false
  return await verify({ key, bytes: signingInput(claims), signature })
}

/** Whether ink and witness are there where the method says so, and nowhere else. */
export function isMarkedAsSaid({ method, inkHash, witness }: StepClaims): boolean {
  return isDrawn(method) === (inkHash !== null) && (method === 'witnessed') === (witness !== undefined)
}

/** A witness is somebody else than every signer, by document and by name; in doubt he is the same. */
export function isOwnWitness({ witness }: StepClaims, steps: readonly SignedStep[]): boolean {
  if (witness === undefined) return false
  const { documentNumber } = witness.identity
  // Who cannot be told from a signer by a document is no witness.
  if (documentNumber === null) return true
  return steps.some(
    ({ claims }) => claims.identity.documentNumber === documentNumber || mayBeOnePerson(claims.name, witness.name),
  )
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
  'witness',
  'signature',
] as const
export type StepProblem = (typeof stepProblems)[number]
export type StepsVerdict =
  | { readonly ok: true; readonly steps: readonly SignedStep[] }
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
  const parsed = v.safeParse(v.array(SignedStep), input.steps)
  if (!parsed.success) return { ok: false, problem: 'malformed', at: 0 }
  const steps = parsed.output
  const first = steps[0]
  if (first === undefined) return { ok: false, problem: 'none', at: 0 }
  let previous: Sha256 | null = null
  for (const [i, step] of steps.entries()) {
    const refuse = (problem: StepProblem): StepsVerdict => ({ ok: false, problem, at: i + 1 })
    const { claims } = step
    if (claims.seq !== i + 1 || !isMarkedAsSaid(claims)) return refuse('order')
    if (isOwnWitness(claims, steps)) return refuse('witness')
    if (claims.set !== first.claims.set || claims.of !== first.claims.of) return refuse('otherSet')
    if (claims.formHash !== first.claims.formHash || claims.formUrl !== first.claims.formUrl) return refuse('otherForm')
    if (claims.previous !== previous) return refuse('broken')
    if (!(await isSignedBy(step, input))) return refuse('signature')
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
  steps: v.pipe(v.array(SignedStep), v.maxLength(4)),
  /** Canonical JSON of each step's ink, in order; null where nothing was drawn. */
  inks: v.pipe(v.array(v.nullable(v.string())), v.maxLength(4)),
  /** The same of each step's witness; absent where no step has one. */
  witnessInks: v.optional(v.pipe(v.array(v.nullable(v.string())), v.maxLength(4))),
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
