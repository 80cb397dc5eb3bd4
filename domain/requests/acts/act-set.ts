/** The acts of one set: what travels of each, and what stands together in the sealed paper. */
import * as v from 'valibot'
import { SignedStep } from '../../document/steps.ts'
import { CompactJws, EnvelopeId, PublicJwk } from '../../ids.ts'
import { ActContent } from './act-content.ts'

/** Canonical JSON of ink as a document keeps it (`inkForDocument`). */
const Ink = v.pipe(v.string(), v.maxLength(2_000_000))

/** The member `act` of an envelope of kind `act`: beside the step, the pen's path and what was signed. */
export const ActPart = v.strictObject({
  content: ActContent,
  /** Of the signer's own mark; null: he typed or tapped. */
  ink: v.nullable(Ink),
  /** Of the witness beside a mark; null where there is none. */
  witnessInk: v.nullable(Ink),
})
export type ActPart = v.InferOutput<typeof ActPart>

/** One act with everything by which anybody can check it without the others. */
export const SignedAct = v.strictObject({
  /** Public `V` of the visit in which it was signed. */
  key: PublicJwk,
  /** That visit's certificate, by the `D-log` of its device. */
  visitCertificate: CompactJws,
  step: SignedStep,
  ...ActPart.entries,
})
export type SignedAct = v.InferOutput<typeof SignedAct>

/** The attachment `steps.json` of a paper that the house composed, in the order of the decision's signers. */
export const ActSet = v.strictObject({
  balie: v.literal('steps/2'),
  set: EnvelopeId,
  acts: v.pipe(v.array(SignedAct), v.minLength(1), v.maxLength(4)),
})
export type ActSet = v.InferOutput<typeof ActSet>
