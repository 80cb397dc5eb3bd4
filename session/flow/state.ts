/** Where a visit stands and what it has gathered: one value, replaced as a whole at each input. */
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { FormDecision } from '../../domain/rules/decision.ts'
import type { Answers } from '../../domain/forms/answers.ts'
import type { Form } from '../../domain/forms/form.ts'
import type { ContentBundle } from '../../domain/contract/content/bundle.ts'
import type { IdentityClaim, MandateFacts, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import type { EnvelopeId, Instant, PublicJwk } from '../../domain/ids.ts'
import type { InEveryLanguage, Language } from '../../domain/language.ts'
import type { Door, DossierSubject, Printing } from '../../domain/contract/messages/parts.ts'
import type { NextStep } from '../../domain/outcome/outcome.ts'
import type { OutcomeId } from '../../domain/outcome/outcomes.ts'
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

export type Delivery = 'waiting' | 'received' | 'quarantined'
export type DocumentIssue = Extract<
  OutcomeId,
  'mrzMisread' | 'mrzTooLong' | 'documentExpired' | 'documentUnknown'
> | null
export type FindIssue = Extract<OutcomeId, 'birthDateImpossible' | 'bsnWrong' | 'patientNotFound'> | null

/** The screen that stands and what only that screen needs. `at` is the step that main and the desk page hear of. */
export type Place =
  | { readonly at: 'language' }
  | { readonly at: 'forWhom' }
  | { readonly at: 'notHere'; readonly door: Door }
  | { readonly at: 'terms' }
  | {
      readonly at: 'document'
      readonly entry: 'scan' | 'type'
      readonly misreads: number
      readonly problem: DocumentIssue
    }
  | { readonly at: 'desk' }
  | { readonly at: 'findPatient'; readonly problem: FindIssue }
  | { readonly at: 'deskPicks' }
  | { readonly at: 'confirmPatient'; readonly bound: Bound }
  | {
      readonly at: 'question'
      readonly of: Case
      readonly linkId: string
      readonly correcting: boolean
      readonly problem: 'answerMissing' | null
    }
  | { readonly at: 'review'; readonly of: Case }
  | { readonly at: 'sign'; readonly of: Case; readonly problem: 'inkTooLittle' | null }
  | { readonly at: 'signTyped'; readonly of: Case; readonly problem: 'nameMissing' | null }
  | { readonly at: 'sealing'; readonly of: Case }
  | {
      readonly at: 'done'
      /** What was signed, for the receipt. */
      readonly of: Case
      readonly signed: Signed
      readonly delivery: Delivery
      readonly print: Printing
    }
  | {
      readonly at: 'incomplete'
      readonly outcome: OutcomeId
      readonly sentence: InEveryLanguage
      readonly next: NextStep
      /** Of whom the rules spoke; null: they refuse whoever it is, and nobody was asked for. */
      readonly bound: Bound | null
    }
  | {
      readonly at: 'dossier'
      readonly bound: Bound
      /** As the gateway gave them; what is read of them depends on the language. */
      readonly resources: readonly unknown[]
      readonly subject: DossierSubject
      /** Rows that the visitor uncovered. */
      readonly opened: readonly string[]
      /** Id of the line with which the part that stands begins; null: the first. */
      readonly from: string | null
      readonly readAt: Instant
    }
  | { readonly at: 'needsMore'; readonly needs: 'identified' | 'authenticated' }
  | {
      readonly at: 'outcome'
      readonly outcome: OutcomeId
      readonly next: NextStep
      /** The rules' own sentence, in place of the outcome's. */
      readonly sentence: InEveryLanguage | null
      /** Where "back" leads; null where going back would pretend that nothing happened. */
      readonly back: 'terms' | 'document' | null
      /** The rules refused: what the clerk records next is decided on again. Absent: nothing was decided. */
      readonly refused?: { readonly bound: Bound | null }
    }

export interface State {
  readonly place: Place
  readonly language: Language
  readonly purpose: 'self' | 'child' | null
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
  purpose: null,
  acceptance: null,
  claim: null,
  record: null,
  answers: {},
  acceptanceSentFor: [],
  busy: false,
  conflicted: false,
}
