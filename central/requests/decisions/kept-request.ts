/**
 * What the rules are asked with again when somebody of the hospital answers a form: written in the commit that stores the form,
 * and gone with the answer. The visit itself is forgotten long before.
 */
import * as v from 'valibot'
import { AnyClaim, VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import { EnvelopeId, Instant } from '../../../domain/ids.ts'
import { KeptDecision } from '../../../domain/requests/sets/waiting.ts'

export const KeptRequest = v.strictObject({
  envelope: EnvelopeId,
  /** `Patient/<id>` */
  patient: v.string(),
  /** Of the visitor. */
  claim: AnyClaim,
  /** The visit as it counted at the intake, with the papers that were seen. */
  record: VisitRecord,
  /** As it stands under the seal, with what was asked for. */
  decision: KeptDecision,
  /** Names of the staff who identified somebody. */
  clerks: v.array(v.string()),
  signedAt: Instant,
  /** Version of the policy under which was signed. */
  policy: v.number(),
})
export type KeptRequest = v.InferOutput<typeof KeptRequest>

/** A port: see store/. Written with the commit of requests. */
export interface KeptRequests {
  /** Of the form `DocumentReference/<id>`; null: answered, or of before this was kept. */
  of(document: string): Promise<KeptRequest | null>
}
