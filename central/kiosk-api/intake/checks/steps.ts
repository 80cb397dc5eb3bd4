/** The signers' steps: an unbroken chain by V over this form, each by another of those whom the desk had identified. */
import { webcrypto } from 'node:crypto'
import * as v from 'valibot'
import { fromBase64url, sameBytes } from '../../../../domain/bytes/bytes.ts'
import { canonicalBytes, canonicalJson } from '../../../../domain/bytes/canonical.ts'
import { SignedStep, StepClaims, verifySteps } from '../../../../domain/document/steps.ts'
import { documentName, formerSpelling } from '../../../../domain/identity/written-name.ts'
import type { CompactJws } from '../../../../domain/ids.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { portOver } from '../../../../domain/verify/base/subtle-port.ts'
import { byWhom, isBy } from '../../../../domain/requests/signing-set/by-whom.ts'
import type { Identified } from '../../../../domain/requests/signing-set/signing-set.ts'
import { isWitness } from '../../../../domain/requests/signing-set/witness.ts'
import type { IdentifiedAt } from '../../../visits/people-in.ts'
import { good, refuse, tolerance } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Certified } from './certificate.ts'
import type { Answered } from './form.ts'

/** Arithmetic of the verifier over Node's Web Cryptography. */
export const verifyPort = portOver(webcrypto.subtle)

export async function steps(input: {
  readonly payload: EnvelopePayload
  readonly certified: Certified
  /** The form that each step has to name. */
  readonly answered: { readonly form: Pick<Answered['form'], 'url' | 'version'> }
  /** Whom the desk identified. */
  readonly people: readonly IdentifiedAt[]
  /** Whom it identified as witnesses of a mark. */
  readonly witnesses: readonly Identified[]
}): Promise<Checked<readonly SignedStep[]>> {
  const { payload, certified, answered, people, witnesses } = input
  const detached = payload.steps.map(detach)
  const verdict = await verifySteps({
    steps: detached,
    key: certified.certificate.cnf.jwk,
    sha256: (bytes) => verifyPort.digest('SHA-256', bytes),
    verify: verifyPort.verifyEs256,
  })
  if (!verdict.ok) return refuse('steps', verdict.problem)
  for (const [at, { claims }] of verdict.steps.entries()) {
    if (claims.set !== payload.id) return refuse('steps', 'otherSet')
    const { url, version } = answered.form
    if (claims.formUrl !== url || claims.formVersion !== version) return refuse('steps', 'otherForm')
    const last = at === verdict.steps.length - 1
    if (!isInTime(Date.parse(claims.at), certified, last)) return refuse('steps', 'time')
    const person = people.find((one) => isBy(claims, one))
    if (person === undefined) return refuse('steps', 'person')
    if (person.identifiedAt === null || Date.parse(person.identifiedAt) > Date.parse(claims.at) + tolerance)
      return refuse('steps', 'notIdentifiedYet')
    if (![documentName(person.claim), formerSpelling(person.claim)].includes(claims.name))
      return refuse('steps', 'name')
    const { witness } = claims
    if (witness !== undefined && !witnesses.some((one) => isWitness(witness, one))) return refuse('steps', 'witness')
  }
  const by = byWhom(
    verdict.steps.map(({ claims }) => claims),
    people,
  )
  return by === null ? refuse('steps', 'twice') : good(verdict.steps)
}

/** The last act is when was signed; those before it fall into the visit. */
function isInTime(at: number, { certificate, signedAt }: Certified, last: boolean): boolean {
  if (last) return Math.abs(at - signedAt) <= tolerance
  return at >= certificate.iat * 1000 - tolerance && at <= signedAt + tolerance
}

/** A step with its payload taken out; null where that is not spelled canonically, so that the signature is not over it. */
export function detachedStep(jws: CompactJws | undefined): SignedStep | null {
  const step = v.safeParse(SignedStep, jws === undefined ? null : detach(jws))
  return step.success ? step.output : null
}

/** The step as the chain wants it; its payload must be spelled canonically, so that the signature is over that. */
function detach(jws: CompactJws): unknown {
  const [header = '', payload = '', signature = ''] = jws.split('.')
  const bytes = fromBase64url(payload)
  if (bytes === null) return null
  const claims = v.safeParse(v.pipe(v.string(), v.parseJson(), StepClaims), Buffer.from(bytes).toString('utf8'))
  if (!claims.success || !sameBytes(canonicalBytes(claims.output), bytes)) return null
  return { claims: claims.output, jws: `${header}..${signature}` }
}

/** Whether two lists of steps are the same acts with the same signatures. */
export function sameSteps(one: readonly SignedStep[], other: readonly SignedStep[]): boolean {
  return canonicalJson(one) === canonicalJson(other)
}
