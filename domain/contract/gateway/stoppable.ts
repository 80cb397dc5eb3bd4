/** GET /visit/stoppable: the mandates that this visitor may stop, and nothing of any other. */
import * as v from 'valibot'
import { CalendarDay } from '../../ids.ts'

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

export const Stoppable = v.strictObject({
  /** Null: of everybody else, whoever that is. */
  mandate: v.nullable(MandateReference),
  /** `proposed`: it was asked for, and the hospital has not decided. */
  status: v.picklist(['proposed', 'active']),
  grantee: Grantee,
  /** First day; null where the record does not say it as a day. */
  since: v.nullable(CalendarDay),
  /** Who this visitor is to it, in the words of the rules (domain/rules/withdrawal.ts). */
  by: v.picklist(['patient', 'grantee', 'curator', 'mentor', 'holderOfAuthority']),
})
export type Stoppable = v.InferOutput<typeof Stoppable>

/** Who may stop nothing and who has nothing to stop are given the same answer: an empty list. */
export const StoppableList = v.strictObject({ mandates: v.pipe(v.array(Stoppable), v.maxLength(50)) })
export type StoppableList = v.InferOutput<typeof StoppableList>
