/** GET /visit/stoppable: the mandates that this visitor may stop, and nothing of any other. */
import * as v from 'valibot'
import { CalendarDay, EnvelopeId } from '../../ids.ts'

/** `Consent/<id>`. */
export const MandateReference = v.pipe(v.string(), v.regex(/^Consent\/[A-Za-z0-9.-]{1,64}$/))

/**
 * Whose access it is, as this visitor may know it: only a patient is told a name. `others`: whoever looks besides this
 * visitor, and whether anybody does is not told.
 */
export const Grantee = v.variant('is', [
  v.strictObject({ is: v.literal('you') }),
  v.strictObject({ is: v.literal('named'), name: v.pipe(v.string(), v.maxLength(200)) }),
  v.strictObject({ is: v.literal('others') }),
])
export type Grantee = v.InferOutput<typeof Grantee>

/** His own part of a set that waits for others, in one state whatever others did and whatever was answered alone. */
export const OwnPart = v.strictObject({
  set: EnvelopeId,
  /** `answer`: given alone, and told to nobody. */
  gave: v.picklist(['signature', 'answer']),
  /** The last day on which it waits; null: nobody has asked yet. */
  until: v.nullable(CalendarDay),
})
export type OwnPart = v.InferOutput<typeof OwnPart>

export const Stoppable = v.strictObject({
  /** Null: of everybody else, whoever that is; or no mandate, but a part of a set. */
  mandate: v.nullable(MandateReference),
  /** `proposed`: it was asked for, and the hospital has not decided. */
  status: v.picklist(['proposed', 'active']),
  grantee: Grantee,
  /** First day; null where the record does not say it as a day. */
  since: v.nullable(CalendarDay),
  /** Who this visitor is to it, in the words of the rules (domain/rules/withdrawal.ts). */
  by: v.picklist(['patient', 'grantee', 'curator', 'mentor', 'holderOfAuthority', 'signer']),
  /** What is taken back is this part; absent: a mandate is stopped. */
  part: v.optional(OwnPart),
})
export type Stoppable = v.InferOutput<typeof Stoppable>

/** A part that waits, as something that its signer may take back. */
export const partToStop = (part: OwnPart): Stoppable => ({
  mandate: null,
  status: 'proposed',
  grantee: { is: 'you' },
  since: null,
  by: 'signer',
  part,
})

/** Who may stop nothing and who has nothing to stop are given the same answer: an empty list. */
export const StoppableList = v.strictObject({ mandates: v.pipe(v.array(Stoppable), v.maxLength(50)) })
export type StoppableList = v.InferOutput<typeof StoppableList>
