/** What the central keeps of a visit besides the record that the session reads. */
import type { BuildStatement } from '../../domain/contract/device/visit-certificate.ts'
import type { DeviceId, Instant, Sha256 } from '../../domain/ids.ts'
import type { Evidence, EvidenceKind, EvidenceOf } from '../../domain/contract/gateway/evidence.ts'
import type { IdentityClaim, PersonPart, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'

/** A member of staff as the identity provider names him: `sub` of the ID token, never a free text. */
export interface StaffMember {
  readonly id: string
  readonly name: string
}

/** How far the desk is with one person of a visit. */
export interface Checking {
  /** When the claim that now stands was made: the desk page shows how long this person waits. */
  readonly claimedAt: Instant | null
  readonly identifiedAt: Instant | null
  readonly identifiedBy: StaffMember | null
  /** Wrong last-four characters for the claim that now stands; the third declines it. */
  readonly wrongEndings: number
  /** Why the clerk declined, for staff only. */
  readonly declinedBecause: DeclineReason | null
  /** Who of the desk typed the identity from the document in his hand; null: the kiosk read it. */
  readonly enteredBy: StaffMember | null
}

/** What is kept of the visitor's checking is the row's own. */
export interface VisitRow extends Checking {
  readonly record: VisitRecord
  /** Of `record.others`, in the same order. */
  readonly others: readonly Checking[]
  readonly device: DeviceId
  /** JWK thumbprint (RFC 7638, SHA-256) of the public V that opened the visit. */
  readonly keyThumbprint: Sha256
  readonly build: BuildStatement
  readonly openedAt: Instant
  readonly boundAt: Instant | null
  readonly endedAt: Instant | null
  /** `Patient/<id>` of records that may be meant: the clerk picks among them. Never told to the kiosk. */
  readonly candidates: readonly string[]
  /** The paper was seen and says nothing of authority: no proof, and something else than no paper. */
  readonly noEntry: boolean
  /**
   * The patient (`Patient/<id>`) to whose name the clerk could hold the recorded paper; null: nobody was bound yet.
   * Absent in rows from before this was kept.
   */
  readonly evidenceFor?: string | null | undefined
  /** Papers of which it is not sure that they name the bound patient: the clerk is asked. None of them counts. */
  readonly unsettled: readonly Evidence[]
  /** Papers that name somebody else than the bound patient, for the clerk's eye. None of them counts. */
  readonly ofAnother: readonly Evidence[]
  /** What a physician found, as the bound patient's record had it at the binding. Absent: in rows from before this was kept. */
  readonly finding?: EvidenceOf<'finding'> | null | undefined
  /** Patients (`Patient/<id>`) that the visitor said are not the one he came for. */
  readonly rejected: readonly string[]
  /** When the kiosk said that its end screen stands: what was to be signed is signed. */
  readonly completedAt: Instant | null
  /** When the desk said that it has helped a visitor whose visit was ended because of the patient's record. */
  readonly handledAt: Instant | null
}

export type DeclineReason = 'notThisPerson' | 'doubt' | 'wrongEnding' | 'notOnPaper'
export type EndReason = NonNullable<VisitRecord['endedBecause']>

/**
 * Everything that can happen to an open visit. Closed: `apply` handles each, nothing else changes a row. `person`: 0 is the
 * visitor, 1 the first of the others, and so on.
 */
export type VisitEvent =
  /** `as`: somebody else's, who takes this part; null: the visitor's. */
  | {
      readonly kind: 'claimed'
      readonly claim: IdentityClaim
      readonly as: PersonPart | null
      readonly by: StaffMember | null
    }
  | { readonly kind: 'wrongEnding'; readonly person: number; readonly by: StaffMember }
  | {
      readonly kind: 'declined'
      readonly person: number
      readonly because: Exclude<DeclineReason, 'wrongEnding'>
      readonly by: StaffMember
    }
  | { readonly kind: 'identified'; readonly person: number; readonly ending: string; readonly by: StaffMember }
  /** `person`: the bound patient as the record has him, to hold the paper to; null: nobody is bound. */
  | {
      readonly kind: 'evidenceRecorded'
      readonly evidence: Evidence
      readonly person: PersonOfRecord | null
      readonly by: StaffMember
    }
  /** There is no paper of this kind; null: none at all. */
  | {
      readonly kind: 'evidenceMissing'
      readonly paper: EvidenceKind | null
      readonly noEntry: boolean
      readonly by: StaffMember
    }
  /** The clerk held a paper in doubt beside the patient's name: it is this patient, or somebody else. */
  | { readonly kind: 'evidenceNamed'; readonly paper: EvidenceKind; readonly is: boolean; readonly by: StaffMember }
  /** The clerk doubts that a paper is real, or takes that back. */
  | { readonly kind: 'paperDoubted'; readonly doubtful: boolean; readonly by: StaffMember }
  /** All papers of today have been recorded. */
  | { readonly kind: 'papersReady'; readonly by: StaffMember }
  | { readonly kind: 'lookedUp' }
  | { readonly kind: 'noneFound' }
  | { readonly kind: 'severalFound'; readonly candidates: readonly string[] }
  | {
      readonly kind: 'bound'
      readonly patient: string
      /** As the record has him, to hold the papers to. */
      readonly person: PersonOfRecord | null
      /** Of the record's physicians; null: none. */
      readonly finding: EvidenceOf<'finding'> | null
      readonly by: StaffMember | null
    }
  /** The visitor was shown the bound patient, masked, and said: not this one. */
  | { readonly kind: 'rejected' }
  | { readonly kind: 'completed' }
  | { readonly kind: 'ended'; readonly because: EndReason; readonly by: StaffMember | null }

/** What a paper is held to; of a record (`domain/identity/known-patient.ts`), never kept with the visit. */
export interface PersonOfRecord {
  readonly birthDate: string | null
  readonly given: string
  readonly family: string
}

/** How a visit must still be for an event to happen to it: what whoever decided had before his eyes. */
export interface VisitGuard {
  readonly device?: DeviceId
  /** Whose claim; absent: the visitor's. */
  readonly person?: number
  /** When that claim was made. */
  readonly claimedAt?: Instant | null
  /** `Patient/<id>`, null: nobody is bound. */
  readonly patient?: string | null
  readonly completedAt?: null
}

export type VisitRefusal =
  | 'unknownVisit'
  /** It is not any more as the guard says. */
  | 'changed'
  | 'ended'
  | 'noClaim'
  /** The paper names somebody else than the bound patient. */
  | 'namesAnother'
  /** No paper of that kind waits for the clerk. */
  | 'notAsked'
  | 'declined'
  | 'wrongEnding'
  | 'alreadyIdentified'
  | 'notIdentified'
  | 'alreadyBound'
  | 'tooManyTries'
  | 'rejected'
  | 'notBound'
  /** There is no such person in the visit, or no room for one more. */
  | 'nobody'
  /** Somebody else in this visit has shown this very document. */
  | 'sameDocument'
  /** Too young to take this part. */
  | 'tooYoung'
  /** The witness of a mark is one of the staff who take part in this visit. */
  | 'staffWitness'

export type VisitChange =
  { readonly ok: true; readonly row: VisitRow } | { readonly ok: false; readonly refusal: VisitRefusal }

/** Most look-ups of a patient in one visit (docs/protocol.md, sequence 6). */
export const mostLookUps = 3
/** Most wrong last-four characters for one claim before it is declined. */
export const mostWrongEndings = 3
/** How many characters of the document number the clerk retypes from the document in his hand. */
export const endingLength = 4
