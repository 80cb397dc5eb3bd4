/**
 * What the rules may know about one request. Facts are recorded by people (clerk, physician) or read from the record;
 * none is guessed. All plain data, so the same facts travel to the central service and are decided upon again.
 */
import * as v from 'valibot'
import { CalendarDay as AnyDay } from '../../ids.ts'
import { assurances } from '../../identity/assurance.ts'
import { KindSet, Purpose } from '../../policy/kinds.ts'
import { Relation } from './relations.ts'
import type { Lift, World } from './world.ts'

/**
 * The days that facts can name. Nobody alive was born before the first (the oldest documented person became 122) and
 * nothing is agreed for after the last; the proof covers exactly these.
 */
export const factDays = { first: '1890-01-01', last: '2100-12-31' }
export const dayOutOfReach = 'day out of reach'
const CalendarDay = v.pipe(
  AnyDay,
  v.check((day) => day >= factDays.first && day <= factDays.last, dayOutOfReach),
)

/** See domain/identity/assurance. */
export const Assurance = v.picklist(assurances)
export type Assurance = v.InferOutput<typeof Assurance>

/** Whether and how somebody's identity was established in this visit; `documentValidUntil` is the last valid day. */
const Identity = v.strictObject({ level: Assurance, documentValidUntil: v.nullable(CalendarDay) })

/** A physician's finding for this matter: never a clerk's, never Balie's. `until`: the last day it holds, if set. */
const Finding = v.strictObject({
  capacity: v.picklist(['lacking', 'capable']),
  on: CalendarDay,
  until: v.nullable(CalendarDay),
  /** `transcribed`: a clerk typed it from a letter. Absent: it stands in the record. */
  source: v.exactOptional(v.picklist(['record', 'transcribed'])),
})

const Patient = v.strictObject({
  birth: CalendarDay,
  deceased: v.boolean(),
  suspended: v.boolean(),
  numberKnown: v.boolean(),
  present: v.boolean(),
  identity: Identity,
  finding: v.nullable(Finding),
  capacityDoubted: v.boolean(),
  /** The private answer of a child, known to staff only: about access of who asks. */
  answer: v.picklist(['notAsked', 'yes', 'noObjection', 'no']),
  /** The kinds that this answer leaves to who asks; null: every kind. As private as the answer. */
  answerKinds: v.exactOptional(v.nullable(KindSet)),
  /** Somebody manages the patient's money (bewind); that gives nobody a right to the record. */
  underBewind: v.exactOptional(v.boolean()),
})

/** An organisation acts through this employee; `until` is the last day of the employee's mandate. */
const Organisation = v.strictObject({
  employeeMandate: v.picklist(['shown', 'missing']),
  until: v.nullable(CalendarDay),
})

const Applicant = v.strictObject({
  birth: CalendarDay,
  deceased: v.boolean(),
  suspended: v.boolean(),
  blocked: v.boolean(),
  sameAsPatient: v.boolean(),
  underCuratele: v.boolean(),
  hasDigid: v.boolean(),
  identity: Identity,
  organisation: v.nullable(Organisation),
  /** The terms of today's version: accepted by himself, an older version, or not yet. */
  terms: v.exactOptional(v.picklist(['accepted', 'older', 'notYet'])),
  /** Works at this hospital or treats the patient, in whatever office. */
  worksHere: v.exactOptional(v.boolean()),
  /** What else he is to this patient; the relation that is proven best counts. */
  alsoIs: v.exactOptional(v.pipe(v.array(Relation), v.maxLength(4), v.readonly())),
})

/** The other holder of authority. `notAsked`: desk or physician recorded why he is not asked. */
const CoHolder = v.strictObject({
  standing: v.picklist(['signs', 'consentsOnly', 'notAsked', 'refused']),
  blocked: v.boolean(),
  deceased: v.boolean(),
  sameAsApplicant: v.boolean(),
  sameAsPatient: v.boolean(),
  /** The kinds that he asks for himself; null: those of the request. */
  kinds: v.exactOptional(v.nullable(KindSet)),
  /** The kinds that he lets who asks see; null: every kind. */
  allows: v.exactOptional(v.nullable(KindSet)),
  /** The child's private answer about access of this holder, and the kinds that it leaves him. */
  answer: v.exactOptional(v.picklist(['notAsked', 'yes', 'noObjection', 'no'])),
  answerKinds: v.exactOptional(v.nullable(KindSet)),
})

/** Extract of the authority register or the answer of the BRP: who holds authority over the child. */
const AuthorityExtract = v.strictObject({
  source: v.picklist(['extract', 'brp']),
  issuedOn: CalendarDay,
  authority: v.picklist(['sole', 'joint', 'notHolder']),
  /** Whether it names this patient; default: yes. */
  ofPatient: v.exactOptional(v.boolean()),
})

/** A Dutch court's ruling or the newest letter that extends it. `until` is the last day; `kinds` limits it to topics. */
const Ruling = v.strictObject({
  measure: v.picklist(['guardianship', 'partialAuthority', 'curatele', 'mentorship', 'bewind', 'foreign']),
  joint: v.boolean(),
  pronouncedOn: CalendarDay,
  effectiveOn: CalendarDay,
  until: v.nullable(CalendarDay),
  newestLetterOn: v.nullable(CalendarDay),
  kinds: v.nullable(KindSet),
  /** An original (grosse, afschrift with the court's stamp), or a copy of one. */
  copy: v.exactOptional(v.picklist(['original', 'copy'])),
  /** Whether no later ruling about the same measure is known. */
  newest: v.exactOptional(v.boolean()),
  ofPatient: v.exactOptional(v.boolean()),
  /** Whom it gives the task: who asks, or another person. */
  appoints: v.exactOptional(v.picklist(['applicant', 'another'])),
  /** It is limited to something that kinds of data cannot say, such as "not psychiatry". */
  beyondKinds: v.exactOptional(v.boolean()),
})

/** A proxy that the patient wrote while capable (volmacht, levenstestament). */
const Authorization = v.strictObject({
  signedOn: CalendarDay,
  kinds: v.nullable(KindSet),
  ofPatient: v.exactOptional(v.boolean()),
  /** It holds only under a condition that nobody recorded as met. */
  conditionOpen: v.exactOptional(v.boolean()),
  beyondKinds: v.exactOptional(v.boolean()),
})

const Evidence = v.strictObject({
  authorityExtract: v.nullable(AuthorityExtract),
  /** A second one, or the register's answer beside an extract; it may say something else. */
  otherExtract: v.exactOptional(v.nullable(AuthorityExtract)),
  ruling: v.nullable(Ruling),
  authorization: v.nullable(Authorization),
  kinship: v.picklist(['missing', 'shown']),
  curateleRegister: v.picklist(['notChecked', 'listed', 'notListed']),
})

const Step = v.picklist(['none', 'acts', 'declines'])

/** Other representatives that are known, by the steps of Civil Code 7:465(3). The applicant himself is not counted. */
const Others = v.strictObject({
  courtAppointed: Step,
  writtenProxy: Step,
  partner: Step,
  sameStep: v.boolean(),
  /** The topics that the ruling of whom the court appointed is limited to; null: to none. */
  courtTopics: v.exactOptional(v.nullable(KindSet)),
})

const Mandates = v.strictObject({
  samePair: v.picklist(['none', 'requested', 'active', 'suspended']),
  /** Chosen grantees of this patient now, the applicant not counted. */
  voluntary: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)),
  /** The last day of the active mandate of the same pair; null: none, or until it is withdrawn. */
  endsOn: v.exactOptional(v.nullable(CalendarDay)),
})

const Request = v.strictObject({
  act: v.picklist(['grant', 'change']),
  kinds: KindSet,
  purpose: Purpose,
  from: v.nullable(CalendarDay),
  /** The last day asked for. */
  until: v.nullable(CalendarDay),
  /** Where a hospital opens one department after another: whether this one takes part. */
  department: v.exactOptional(v.picklist(['open', 'notYet'])),
  /** Something is left out or asked for that kinds of data cannot say. */
  beyondKinds: v.exactOptional(v.boolean()),
})

const Checks = v.strictObject({
  /** Staff flagged a document or ruling as doubtful: the request is frozen. */
  documentDoubtful: v.boolean(),
  /** Clerk, finding physician or approver is also patient, signer or grantee. */
  staffIsParty: v.boolean(),
  /** Two papers say of one matter what cannot both be true. */
  papersCollide: v.exactOptional(v.boolean()),
})

export const Facts = v.strictObject({
  /** The calendar day in Europe/Amsterdam on which is decided. */
  today: CalendarDay,
  relation: Relation,
  request: Request,
  patient: Patient,
  applicant: Applicant,
  coHolder: v.nullable(CoHolder),
  evidence: Evidence,
  others: Others,
  mandates: Mandates,
  checks: Checks,
})
type Parsed = v.InferOutput<typeof Facts>
/** As they are recorded, sent and kept: what later versions added may be left unsaid. */
export type Facts = Kept<Parsed>

type Kept<T> = T extends AnyDay | KindSet | string | boolean | number | null | undefined
  ? T
  : { readonly [K in keyof T]: Kept<T[K]> }

/** As the rules see them in a world, plain days and numbers or the prover's symbols: nothing is unsaid ({@link everyFact}). */
export type FactsIn<W extends World> = Lift<W, Parsed>
