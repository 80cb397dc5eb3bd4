/**
 * The central's record of a visit: it decides, tokens carry no rights. Read by the session (GET /visit), written only
 * by the central. Never known to main.
 */
import * as v from 'valibot'
import { CalendarDay, CallNumber, JourneyId, VisitId } from '../../ids.ts'
import { EvidenceList } from './evidence.ts'

/** opened → identified → bound → ended (docs/protocol.md, sequence 2). */
export const VisitState = v.picklist(['opened', 'identified', 'bound', 'ended'])
export type VisitState = v.InferOutput<typeof VisitState>

export const Assurance = v.picklist(['claimed', 'identified', 'authenticated'])
export type Assurance = v.InferOutput<typeof Assurance>

export const DocumentKind = v.picklist(['passport', 'identityCard', 'residenceDocument'])
export type DocumentKind = v.InferOutput<typeof DocumentKind>

const claimed = {
  document: v.strictObject({
    kind: DocumentKind,
    /** ICAO 9303 three-letter code. */
    issuer: v.pipe(v.string(), v.regex(/^[A-Z]{1,3}$/)),
    number: v.pipe(v.string(), v.regex(/^[A-Z0-9]{4,20}$/)),
    expires: CalendarDay,
  }),
  family: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  given: v.pipe(v.string(), v.maxLength(80)),
  birthDate: CalendarDay,
}

/** What the machine-readable zone said, a BSN in it already dropped: POST /visit/identity, a claim. */
export const IdentityClaim = v.strictObject({
  ...claimed,
  /** What the visitor came for: the desk page shows which proof to ask. */
  journey: JourneyId,
})
export type IdentityClaim = v.InferOutput<typeof IdentityClaim>

/** As kiosks said and centrals kept it before there were journeys (format 1). Never changed again. */
export const ClaimOfFormat1 = v.strictObject({ ...claimed, purpose: v.picklist(['self', 'child']) })
export type ClaimOfFormat1 = v.InferOutput<typeof ClaimOfFormat1>

/** Which journey each purpose of format 1 was. */
export const journeyOfPurpose = { self: 'own-dossier', child: 'child' } as const

/** A claim of any format, read into today's shape. */
export const AnyClaim = v.union([
  IdentityClaim,
  v.pipe(
    ClaimOfFormat1,
    v.transform(({ purpose, ...rest }): IdentityClaim => ({ ...rest, journey: journeyOfPurpose[purpose] })),
  ),
])

/** What somebody else than the visitor is in a visit; each part once. */
export const PersonPart = v.picklist(['coHolder', 'patient', 'grantee', 'witness'])
export type PersonPart = v.InferOutput<typeof PersonPart>

/** Somebody who takes part in a visit besides the visitor: whom the desk compares too, with his own document. */
export const Person = v.strictObject({
  part: PersonPart,
  /** `journey` as the visit's. */
  claim: IdentityClaim,
  assurance: Assurance,
  declined: v.boolean(),
})
export type Person = v.InferOutput<typeof Person>

/** Most people in a visit besides the visitor. */
export const mostOthers = 3

export const VisitRecord = v.strictObject({
  visit: VisitId,
  state: VisitState,
  callNumber: CallNumber,
  assurance: Assurance,
  claim: v.nullable(AnyClaim),
  /** The clerk said that this is not the person, or that the document is doubtful: back to the desk. */
  declined: v.boolean(),
  /** In the order in which they came; records of before have none. */
  others: v.optional(v.pipe(v.array(Person), v.maxLength(mostOthers)), []),
  /** What counts for the bound patient; everything that was seen while nobody is bound. */
  evidence: EvidenceList,
  /** The clerk said: no proof of authority today. */
  evidenceMissing: v.boolean(),
  /** The clerk doubts a paper: the request is frozen. Records of before could not say so. */
  documentDoubtful: v.optional(v.boolean(), false),
  /** Of several papers the clerk has not recorded all yet: nobody decides. */
  papersOpen: v.optional(v.boolean(), false),
  /** Bound patient, as `Patient/<id>`; null before. */
  patient: v.nullable(v.pipe(v.string(), v.regex(/^Patient\/[A-Za-z0-9.-]{1,64}$/))),
  lookUpsLeft: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** None or several were found: the clerk picks on the desk page. */
  deskPicks: v.boolean(),
  endedBecause: v.nullable(v.picklist(['staff', 'device', 'blocked', 'suspended', 'deceased', 'expired'])),
})
export type VisitRecord = v.InferOutput<typeof VisitRecord>

/** POST /visit/identity: a claim of any format; `as`: it is not the visitor's but that of somebody else in this part. */
export const SaidClaim = v.union([
  v.strictObject({ ...IdentityClaim.entries, as: PersonPart }),
  v.pipe(
    AnyClaim,
    v.transform((claim) => ({ ...claim, as: null })),
  ),
])

/** POST /visit/patient. */
export const PatientLookUp = v.variant('by', [
  v.strictObject({
    by: v.literal('birthDateAndBsn'),
    birthDate: CalendarDay,
    bsn: v.pipe(v.string(), v.regex(/^\d{9}$/)),
  }),
  v.strictObject({ by: v.literal('document') }),
  /** The visitor does not know the numbers: the clerk searches, and no try is used up. */
  v.strictObject({ by: v.literal('desk') }),
])
export type PatientLookUp = v.InferOutput<typeof PatientLookUp>

/** Answer of POST /visit/patient: never a name to choose from. */
export const PatientLookUpAnswer = v.strictObject({
  result: v.picklist(['bound', 'notFound', 'deskPicks', 'ended']),
  record: VisitRecord,
})
export type PatientLookUpAnswer = v.InferOutput<typeof PatientLookUpAnswer>

/** RFC 9457 problem of the gateway: `type` is one of these ids, nothing of a person in it. */
export const GatewayProblem = v.object({
  type: v.picklist([
    'unauthorized',
    'badRequest',
    'conflict',
    'tooManyTries',
    'ended',
    'notBound',
    'notFound',
    'tooLarge',
    'busy',
    'fault',
  ]),
  status: v.number(),
})
export type GatewayProblem = v.InferOutput<typeof GatewayProblem>

/** GET /visit/mandates: existing mandates and blocks that the rules need for the bound patient and this visitor. */
export const MandateFacts = v.strictObject({
  existing: v.array(
    v.strictObject({ id: v.string(), status: v.picklist(['proposed', 'active']), sameGrantee: v.boolean() }),
  ),
  blocked: v.boolean(),
  suspended: v.boolean(),
})
export type MandateFacts = v.InferOutput<typeof MandateFacts>
