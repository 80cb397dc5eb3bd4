/**
 * A form that several people sign over several visits, or in which one of them answers alone: what the central keeps of it
 * until it is whole. Nothing of it is in the patient's record before that.
 */
import * as v from 'valibot'
import { AnyClaim, Assurance, VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import { Acceptance } from '../../../domain/contract/intake/payload.ts'
import { DeviceId, EnvelopeId, Instant, JourneyId, VisitId } from '../../../domain/ids.ts'
import { SignedAct } from '../../../domain/requests/acts/act-set.ts'
import { KeptDecision } from '../../../domain/requests/sets/waiting.ts'
import { SetNotice, SetState } from './set-state.ts'

/** One person's part, with everything by which it was judged: the visit itself may be forgotten before the set is whole. */
export const StoredAct = v.strictObject({
  envelope: EnvelopeId,
  role: v.picklist(['applicant', 'coHolder', 'patient']),
  signed: SignedAct,
  /** By the kiosk's account; its day is the one on which the rules were asked. */
  at: Instant,
  receivedAt: Instant,
  visit: VisitId,
  device: DeviceId,
  /** Whom the desk identified. */
  claim: AnyClaim,
  assurance: Assurance,
  /** The visit as the desk knew it then, with the papers that were seen. */
  record: VisitRecord,
  acceptance: Acceptance,
  /** Version of the policy under which it was signed. */
  policy: v.number(),
})
export type StoredAct = v.InferOutput<typeof StoredAct>

export const SetRow = v.strictObject({
  /** Made by the session of the first act; not the id of an envelope, and on nobody's paper. */
  id: EnvelopeId,
  /** `Patient/<id>` */
  patient: v.string(),
  /** Of the person who asks. */
  journey: JourneyId,
  form: v.strictObject({ url: v.string(), version: v.string() }),
  /** What is asked for, by question: the same for everybody who signs. */
  answers: v.record(v.string(), v.array(v.string())),
  /** The rules' answer at the first act: another one later makes the set outdated. */
  decision: KeptDecision,
  /** What the rules left of it on the day of the last act that came: never more than at the first one. */
  decided: KeptDecision,
  /** Who must act, who did, and how it ended. */
  state: SetState,
  /** What was signed, one for each act of `state`; empty once it was erased. */
  acts: v.array(StoredAct),
  /** `DocumentReference/<id>` of the form as the house composed it, once everybody had agreed. */
  composed: v.nullable(v.strictObject({ document: v.string(), at: Instant })),
  /** Who is to be told what; nothing is told twice. */
  notices: v.array(SetNotice),
  openedAt: Instant,
  /** When what was signed and asked was taken out of here. */
  erasedAt: v.nullable(Instant),
  /** Grows with each change. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
})
export type SetRow = v.InferOutput<typeof SetRow>

/** A set as its first act opens it. */
export type NewSet = Pick<SetRow, 'id' | 'patient' | 'journey' | 'form' | 'answers' | 'decision'>
