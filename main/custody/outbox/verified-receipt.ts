/** The only thing that may delete an envelope: a receipt of which the signature and the contents were checked. */
import * as v from 'valibot'
import { IntakeAnswer, Receipt } from '../../../domain/contract/envelope/receipt.ts'
import type { EnvelopeId, PublicJwk, Sha256 } from '../../../domain/ids.ts'
import { verifyJws } from '../../jose/verify.ts'

const brand: unique symbol = Symbol('verified')

/** Can only be made by `verifyReceipt`. */
export type VerifiedReceipt = Receipt & { readonly [brand]: true }

/**
 * The receipt in an answer of the intake: a JWS (typ "balie-receipt+jwt", ES256) by a receipt key of the keyset, over
 * exactly this id and these bytes (docs/protocol.md, sequence 10). Null for everything else, garbage included.
 */
export async function verifyReceipt(options: {
  readonly answer: string
  readonly id: EnvelopeId
  readonly sha256: Sha256
  readonly keys: readonly PublicJwk[]
}): Promise<VerifiedReceipt | null> {
  const answer = v.safeParse(v.pipe(v.string(), v.parseJson(), IntakeAnswer), options.answer)
  if (!answer.success) return null
  const verified = await verifyJws({ jws: answer.output.receipt, typ: 'balie-receipt+jwt', keys: options.keys })
  if (verified === null) return null
  const receipt = v.safeParse(Receipt, verified.claims)
  if (!receipt.success || receipt.output.id !== options.id || receipt.output.sha256 !== options.sha256) return null
  return { ...receipt.output, [brand]: true }
}
