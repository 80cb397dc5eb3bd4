/**
 * What the rules may know about one request. Facts are recorded by people (clerk, physician) or read from the record;
 * none is guessed. All plain data, so the same facts travel to the central service and are decided upon again.
 */
import * as v from 'valibot'
import { CalendarDay as AnyDay } from '../../ids.ts'
import { assurances } from '../../identity/assurance.ts'
import { KindSet, Purpose } from '../../policy/kinds.ts'
import { Relation } from './relations.ts'
import type { Lift, Plain, World } from './world.ts'

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
  /** The private answer of a child, known to staff only. */
  answer: v.picklist(['notAsked', 'yes', 'noObjection', 'no']),
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
})

/** The other holder of authority. `notAsked`: desk or physician recorded why he is not asked. */
const CoHolder = v.strictObject({
  standing: v.picklist(['signs', 'consentsOnly', 'notAsked', 'refused']),
  blocked: v.boolean(),
  deceased: v.boolean(),
  sameAsApplicant: v.boolean(),
  sameAsPatient: v.boolean(),
})

/** Extract of the authority register or the answer of the BRP: who holds authority over the child. */
const AuthorityExtract = v.strictObject({
  source: v.picklist(['extract', 'brp']),
  issuedOn: CalendarDay,
  authority: v.picklist(['sole', 'joint', 'notHolder']),
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
})

/** A proxy that the patient wrote while capable (volmacht, levenstestament). */
const Authorization = v.strictObject({ signedOn: CalendarDay, kinds: v.nullable(KindSet) })

const Evidence = v.strictObject({
  authorityExtract: v.nullable(AuthorityExtract),
  ruling: v.nullable(Ruling),
  authorization: v.nullable(Authorization),
  kinship: v.picklist(['missing', 'shown']),
  curateleRegister: v.picklist(['notChecked', 'listed', 'notListed']),
})

const Step = v.picklist(['none', 'acts', 'declines'])

/** Other representatives that are known, by the steps of Civil Code 7:465(3). The applicant himself is not counted. */
const Others = v.strictObject({ courtAppointed: Step, writtenProxy: Step, partner: Step, sameStep: v.boolean() })

const Mandates = v.strictObject({
  samePair: v.picklist(['none', 'requested', 'active', 'suspended']),
  /** Chosen grantees of this patient now, the applicant not counted. */
  voluntary: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)),
})

const Request = v.strictObject({
  act: v.picklist(['grant', 'change']),
  kinds: KindSet,
  purpose: Purpose,
  from: v.nullable(CalendarDay),
  /** The last day asked for. */
  until: v.nullable(CalendarDay),
})

const Checks = v.strictObject({
  /** Staff flagged a document or ruling as doubtful: the request is frozen. */
  documentDoubtful: v.boolean(),
  /** Clerk, finding physician or approver is also patient, signer or grantee. */
  staffIsParty: v.boolean(),
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
export type Facts = FactsIn<Plain>

/** Facts as the rules see them in a world: plain days and numbers, or the prover's symbols. */
export type FactsIn<W extends World> = Lift<W, Parsed>
