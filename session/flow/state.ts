/** Where a visit stands and what it has gathered: one value, replaced as a whole at each input. */
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { FormDecision } from '../../domain/rules/basis/decision.ts'
import type { Answers } from '../../domain/forms/answers.ts'
import type { Change } from '../../domain/forms/request.ts'
import type { Form } from '../../domain/forms/form.ts'
import type { ContentBundle } from '../../domain/contract/content/bundle.ts'
import type { Stoppable } from '../../domain/contract/gateway/stoppable.ts'
import type { IdentityClaim, MandateFacts, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import type { EnvelopeId, Instant, JourneyId, PublicJwk } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import type { Identified, Mark } from '../../domain/requests/signing-set/signing-set.ts'
import type { PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import type { WaitingSet, WaitingSets } from '../../domain/requests/sets/waiting.ts'
import type { Acceptance } from '../../domain/contract/intake/payload.ts'

/** What the hospital decided beforehand: the same for every visit, verified before the first. */
export interface Hospital {
  readonly content: ContentBundle
  readonly policy: HospitalPolicy
  readonly forms: readonly Form[]
  /** The key to which pen movements go; absent: none are asked for. */
  readonly escrow?: PublicJwk
}

/** The patient whose record is bound to this visit; names are shown masked only. */
export interface Patient {
  readonly reference: string
  /** As recorded: a day, or only a month or a year. */
  readonly birthDate: string
  readonly given: string
  readonly family: string
  readonly bsn: string | null
  readonly deceased: boolean
}

export interface Bound {
  readonly patient: Patient
  readonly mandates: MandateFacts
  /** What waits at the central for this visitor; absent: it was not asked for. */
  readonly sets?: WaitingSets
}

/** A form that may be signed: who, for whom, under which decision. */
export interface FormCase extends Bound {
  readonly form: Form
  readonly decision: FormDecision
}

/** A part of a set that is signed over several visits: it begins here, or waits at the central. */
export interface Apart {
  readonly waiting: WaitingSet | null
  /** What a child that is asked alone chose; absent: nothing yet, or nobody is asked alone. */
  readonly answer?: PrivateAnswer
}

/** Somebody who has signed in this visit: what his act and the paper are made of. In memory only, until all have. */
export interface Signature {
  readonly part: Identified['part']
  readonly claim: IdentityClaim
  readonly acceptance: Acceptance
  /** In which he read and signed. */
  readonly language: Language
  readonly mark: Mark
  readonly at: Instant
}

/** A mandate that may be stopped, and the others that stood beside it on the page. */
export interface Stopping extends Bound {
  readonly stop: Stoppable
  readonly stops: readonly Stoppable[]
  /** For staff alone; absent: not said. */
  readonly urgent?: boolean
}

/** What somebody puts his mark under. */
export type Signable = FormCase | Stopping

export interface Signed {
  readonly envelope: EnvelopeId
  readonly reference: string
  readonly at: Instant
}

/**
 * What each screen keeps while it stands, by its name. Every file of `places/` adds its own member (TypeScript's module
 * augmentation: there the names of this file are known without an import), so that this file imports none of them.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by places/<place>.ts
export interface Standings {}

/** One of these screens with what it keeps. `at` is the step that main and the desk page hear of. */
export type StandingAt<S extends keyof Standings> = { readonly at: S } & Standings[S]

/** The screen that stands. */
export type Standing = { readonly [S in keyof Standings]: StandingAt<S> }[keyof Standings]

export interface State {
  readonly place: Standing
  readonly language: Language
  /** What the visitor came for; null: not said yet. */
  readonly journey: JourneyId | null
  /** Who stands at the kiosk. `language`, `acceptance` and `claim` are his. */
  readonly part: Identified['part']
  /** Of the visitor while somebody else stands here; null: the visitor does. */
  readonly visitor: { readonly claim: IdentityClaim; readonly acceptance: Acceptance } | null
  /**
   * Whom the patient chose, compared before the patient signs, with what he accepted himself; null: nobody yet. His turn to
   * sign comes later, and nothing of that is asked twice.
   */
  readonly companion: { readonly acceptance: Acceptance } | null
  /** What the patient took out of the mandate, each `Type/id`; told to nobody but the central. */
  readonly takenOut: readonly string[]
  /** The kinds of which the patient saw what the chosen person will see; null: not yet. */
  readonly lookedAhead: string | null
  /** The visitor said that the other signer is here too. */
  readonly together: boolean
  /** The visitor signs his part of a set and nobody else does in this visit; null: it is one form. */
  readonly apart: Apart | null
  /** What was signed for so far, and by whom; null: nobody has signed. */
  readonly set: { readonly of: FormCase; readonly signatures: readonly Signature[] } | null
  /** What the form takes the place of, as the visitor chose; null: nothing. */
  readonly change: Change | null
  /** Whose mark is to be made while the witness of it stands here; null: no witness does. */
  readonly marking: Marking | null
  readonly acceptance: Acceptance | null
  readonly claim: IdentityClaim | null
  readonly record: VisitRecord | null
  /** About the bound patient: another one begins without. */
  readonly answers: Answers
  /** Patients (`Patient/<id>`; of others than the visitor with their part before it) for whom main has the accepted terms. */
  readonly acceptanceSentFor: readonly string[]
  /** An effect is under way whose answer decides what comes next: only the language may change. */
  readonly busy: boolean
  /** The central answered "conflict" once and the record was read again; a second time something is broken. */
  readonly conflicted: boolean
}

/** Somebody who makes a mark, and all that is his: the screen comes back to him. */
export interface Marking extends Pick<State, 'part' | 'claim' | 'acceptance' | 'language' | 'visitor'> {
  readonly of: FormCase
}

/** The visit at its first touch. */
export const firstState: State = {
  place: { at: 'language' },
  language: 'nl',
  journey: null,
  part: 'visitor',
  visitor: null,
  companion: null,
  lookedAhead: null,
  takenOut: [],
  together: false,
  apart: null,
  set: null,
  change: null,
  marking: null,
  acceptance: null,
  claim: null,
  record: null,
  answers: {},
  acceptanceSentFor: [],
  busy: false,
  conflicted: false,
}
