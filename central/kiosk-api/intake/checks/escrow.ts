/**
 * A pen movement travels closed, and stays closed here: that it belongs to the signer's step, that the policy asked for
 * it and that it is closed to the escrow key is all that can be checked.
 */
import * as v from 'valibot'
import { EscrowHeader } from '../../../../domain/document/escrow.ts'
import type { Step } from '../../../../domain/document/steps.ts'
import type { CompactJwe, PublicJwk } from '../../../../domain/ids.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { HospitalPolicy } from '../../../../domain/policy/policy.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import { hashOf } from '../../../../paper/hash.ts'

export function escrow(input: {
  readonly payload: EnvelopePayload
  readonly steps: readonly Step[]
  readonly policy: HospitalPolicy
  readonly key: PublicJwk
}): Checked<CompactJwe | null> {
  const { payload, steps, policy, key } = input
  const named = steps.flatMap(({ claims }) => claims.escrowHash ?? [])
  if (payload.escrow === undefined) return named.length === 0 ? good(null) : refuse('steps', 'escrowMissing')
  if (policy.privacy.penMovement !== 'escrowed') return refuse('rules', 'escrow')
  const [hash, ...more] = named
  if (more.length > 0 || hash !== hashOf(Buffer.from(payload.escrow, 'ascii'))) return refuse('steps', 'escrow')
  const header = v.safeParse(v.pipe(v.string(), v.parseJson(), EscrowHeader), headerOf(payload.escrow))
  const ours = header.success && header.output.kid === key.kid && header.output.id === payload.id
  return ours ? good(payload.escrow) : refuse('steps', 'escrowHeader')
}

function headerOf(jwe: CompactJwe): string {
  return Buffer.from(jwe.slice(0, jwe.indexOf('.')), 'base64url').toString('utf8')
}
