/**
 * Pen movements travel closed, and stay closed here: that each belongs to its signer's step, that the policy asked for it
 * and that it is closed to the escrow key is all that can be checked.
 */
import * as v from 'valibot'
import { EscrowHeader } from '../../../../domain/document/escrow.ts'
import type { SignedStep } from '../../../../domain/document/steps.ts'
import type { CompactJwe, PublicJwk, Sha256 } from '../../../../domain/ids.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { HospitalPolicy } from '../../../../domain/policy/policy.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import { hashOf } from '../../../../paper/hash.ts'

export function escrow(input: {
  readonly payload: EnvelopePayload
  readonly steps: readonly SignedStep[]
  readonly policy: HospitalPolicy
  readonly key: PublicJwk
}): Checked<null> {
  const { payload, steps, policy } = input
  const named = steps.some(({ claims }) => claims.escrowHash !== undefined)
  const sent = payload.escrows.some((one) => one !== null)
  if (!sent) return named ? refuse('steps', 'escrowMissing') : good(null)
  if (policy.privacy.penMovement !== 'escrowed') return refuse('rules', 'escrow')
  for (const [at, { claims }] of steps.entries()) {
    const problem = problemOf(payload.escrows[at] ?? null, { ...input, hash: claims.escrowHash ?? null })
    if (problem !== null) return refuse('steps', problem)
  }
  return good(null)
}

/** Why this movement is not the one that its step names, closed to the keeper; null: it is, or there is none. */
function problemOf(
  jwe: CompactJwe | null,
  of: { readonly hash: Sha256 | null; readonly payload: EnvelopePayload; readonly key: PublicJwk },
): 'escrowMissing' | 'escrow' | 'escrowHeader' | null {
  if (jwe === null) return of.hash === null ? null : 'escrowMissing'
  if (of.hash !== hashOf(Buffer.from(jwe, 'ascii'))) return 'escrow'
  const header = v.safeParse(v.pipe(v.string(), v.parseJson(), EscrowHeader), headerOf(jwe))
  const ours = header.success && header.output.kid === of.key.kid && header.output.id === of.payload.id
  return ours ? null : 'escrowHeader'
}

function headerOf(jwe: CompactJwe): string {
  return Buffer.from(jwe.slice(0, jwe.indexOf('.')), 'base64url').toString('utf8')
}
