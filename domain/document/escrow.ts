/**
 * The movement of a pen in escrow: a compact JWE to a key whose private half neither the kiosk nor the central has. Who
 * holds it (a notary, the data protection officer) opens it when a signature is disputed. The step of the signer carries
 * its hash, so that nobody can put another one in its place.
 */
import * as v from 'valibot'
import type { Keyset } from '../contract/device/keyset.ts'
import { EnvelopeId } from '../ids.ts'
import type { PublicJwk } from '../ids.ts'
import { InkPath } from '../contract/messages/parts.ts'
import { PenMovement } from '../contract/messages/pen.ts'
import type { HospitalPolicy } from '../policy/policy.ts'

/** The whole protected header (RFC 7518 section 4.6.1); `id` is the envelope of the signed form. */
export const EscrowHeader = v.strictObject({
  alg: v.literal('ECDH-ES'),
  enc: v.literal('A256GCM'),
  typ: v.literal('balie-escrow'),
  kid: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  id: EnvelopeId,
  epk: v.strictObject({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string() }),
})
export type EscrowHeader = v.InferOutput<typeof EscrowHeader>

/** What is inside: every sample of the ink, not thinned, with the channels that go with it. */
export const EscrowedPen = v.strictObject({
  balie: v.literal('pen/1'),
  set: EnvelopeId,
  ink: InkPath,
  pen: PenMovement,
})
export type EscrowedPen = v.InferOutput<typeof EscrowedPen>

/** The key to which pen movements go, or null: none are recorded. Both the policy and the keyset must ask for it. */
export function escrowKeyOf({ policy, keyset }: { policy: HospitalPolicy; keyset: Keyset }): PublicJwk | null {
  return policy.privacy.penMovement === 'escrowed' ? (keyset.escrow ?? null) : null
}
