/** Where a visit stands and what it has gathered: one value, replaced as a whole at each input. */
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { FormDecision } from '../../domain/rules/basis/decision.ts'
import type { Answers } from '../../domain/forms/answers.ts'
import type { Form } from '../../domain/forms/form.ts'
import type { ContentBundle } from '../../domain/contract/content/bundle.ts'
import type { IdentityClaim, MandateFacts, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import type { EnvelopeId, Instant, JourneyId, PublicJwk } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import type { Acceptance } from '../../domain/contract/intake/payload.ts'

/** What the hospital decided beforehand: the same for every visit, verified before the first. */
export interface House {
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
}

/** A form that may be signed: who, for whom, under which decision. */
export interface Case extends Bound {
  readonly form: Form
  readonly decision: FormDecision
}

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
  readonly acceptance: Acceptance | null
  readonly claim: IdentityClaim | null
  readonly record: VisitRecord | null
  /** About the bound patient: another one begins without. */
  readonly answers: Answers
  /** Patients (`Patient/<id>`) for whom main was given the accepted terms. */
  readonly acceptanceSentFor: readonly string[]
  /** An effect is under way whose answer decides what comes next: only the language may change. */
  readonly busy: boolean
  /** The central answered "conflict" once and the record was read again; a second time something is broken. */
  readonly conflicted: boolean
}

/** The visit at its first touch. */
export const firstState: State = {
  place: { at: 'language' },
  language: 'nl',
  journey: null,
  acceptance: null,
  claim: null,
  record: null,
  answers: {},
  acceptanceSentFor: [],
  busy: false,
  conflicted: false,
}
