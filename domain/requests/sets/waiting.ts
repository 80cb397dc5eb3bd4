/** GET /visit/sets: what waits at the central for the visitor who stands here, about the patient of his visit. */
import * as v from 'valibot'
import { OwnPart } from '../../contract/gateway/stoppable.ts'
import { CalendarDay, EnvelopeId, JourneyId } from '../../ids.ts'
import type { FormDecision } from '../../rules/basis/decision.ts'

/** A decision as the central made and kept it: as much of its shape as a reader counts on. */
const shape = v.looseObject({
  kind: v.literal('form'),
  form: v.string(),
  approver: v.picklist(['physician', 'staff']),
  signers: v.array(
    v.looseObject({ role: v.string(), step: v.number(), gives: v.string(), alone: v.boolean(), relation: v.string() }),
  ),
  end: v.looseObject({ lastDay: v.nullable(CalendarDay) }),
})
export const KeptDecision = v.custom<FormDecision>((one) => v.is(shape, one))

/** Nothing in it says who acted before, but to the patient who asks; nor what anybody answered alone. */
export const WaitingSet = v.strictObject({
  set: EnvelopeId,
  /** As whom the visitor signs. */
  role: v.picklist(['applicant', 'coHolder', 'patient']),
  /** Of the person who asks. */
  journey: JourneyId,
  /** FHIR R4 Questionnaire in the version with which the set began, parsed by domain/forms. */
  questionnaire: v.looseObject({ resourceType: v.literal('Questionnaire') }),
  answers: v.record(v.string(), v.array(v.string())),
  decision: KeptDecision,
  /** For the patient alone: who asks, by name, since that is whom he answers. Absent: to everybody else. */
  asks: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** The last day on which he may sign; null: whoever asks has not come yet. */
  until: v.nullable(CalendarDay),
})
export type WaitingSet = v.InferOutput<typeof WaitingSet>

export const WaitingSets = v.strictObject({
  toSign: v.array(WaitingSet),
  /** What the visitor signed or answered himself and what waits for others, whoever they are. */
  signed: v.array(OwnPart),
  /** Something of this patient is with the desk. */
  deskHelps: v.boolean(),
})
export type WaitingSets = v.InferOutput<typeof WaitingSets>
