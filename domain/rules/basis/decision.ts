/** What the rules answer. Plain data: it is shown, printed, sent and compared with the central's own decision. */
import type { CalendarDay } from '../../ids.ts'
import type { InEveryLanguage } from '../../language.ts'
import type { DataKind, Purpose } from '../../policy/kinds.ts'
import type { Assurance } from './facts.ts'
import type { NextId } from '../refusals/next.ts'
import type { RefusalId } from '../refusals/index.ts'
import type { Relation } from './relations.ts'
import type { RuleId } from './rulebook.ts'

export type FormId = 'childForm' | 'youngPersonForm' | 'capableAdultForm' | 'incapableAdultForm'

/** The row of the rule table (R01 to R20) on which a form rests. */
export type Row = 'R03' | 'R04' | 'R05' | 'R06' | 'R08' | 'R10' | 'R11' | 'R12' | 'R13' | 'R14' | 'R15'

/** Papers and findings that the clerk or physician records before this signer's signature counts. */
export type ProofId =
  | 'identity'
  | 'authorityExtract'
  | 'ruling'
  | 'physicianFinding'
  | 'employeeMandate'
  | 'curateleRegister'
  | 'writtenAuthorization'
  | 'kinship'

/** One who must sign. Signers of the same step may sign in any order; the approver is always last. */
export type Signer = {
  readonly role: 'applicant' | 'coHolder' | 'patient'
  readonly relation: Relation
  readonly step: number
  /** `consent`: agrees without getting access. `noObjection`: is asked and does not object. */
  readonly gives: 'signature' | 'consent' | 'noObjection'
  /** Asked without anybody else: nobody sees the question, the answer or that it was given. */
  readonly alone: boolean
  readonly sees: 'form' | 'formWithoutPrivateAnswers'
  /** On a form of his own when the hospital has one form per parent. */
  readonly ownForm: boolean
  readonly proves: readonly ProofId[]
  readonly minimumIdentity: Assurance
}

export type Approver = 'physician' | 'staff'

export type StartReason = 'registration' | 'rulingEffective' | 'asked'

export type EndReason =
  /** The hospital asks a child before it is 12. */
  | 'firstAge'
  | 'twelfthBirthday'
  | 'sixteenthBirthday'
  | 'eighteenthBirthday'
  | 'physicianDate'
  | 'rulingEnd'
  | 'courtTerm'
  | 'employeeMandateEnd'
  | 'termOfPolicy'
  | 'asked'
  | 'untilWithdrawn'

/** A task for later: who must look again, and on which day. */
export type Review = { readonly day: CalendarDay; readonly why: 'rulingWithoutEnd'; readonly by: Approver }

/** Access stops at 00:00 of `day` until the named person consents. */
export type Pause = { readonly day: CalendarDay; readonly until: 'childConsents' }

/** Who is told what at registration. None may betray a private answer, a physician's reason or an address. */
export type Notice = {
  readonly to: 'applicant' | 'coHolder' | 'patient' | 'physician' | 'staff'
  readonly what:
    'registered' | 'pleaseApprove' | 'chooseAmongEqual' | 'portalNeedsDigid' | 'coHolderNotAsked' | 'wishesDiffer'
}

/** What one grantee gets of a form that several sign; an empty scope: he agreed and gets no access. */
export type Grant = { readonly role: 'applicant' | 'coHolder'; readonly scope: readonly DataKind[] }

export type FormDecision = {
  readonly kind: 'form'
  readonly form: FormId
  readonly row: Row
  readonly signers: readonly Signer[]
  readonly approver: Approver
  readonly start: { readonly day: CalendarDay; readonly reason: StartReason }
  /** `day`: access stops at its 00:00 in Europe/Amsterdam. `lastDay`: the day before. Null: until withdrawn. */
  readonly end: { readonly day: CalendarDay | null; readonly lastDay: CalendarDay | null; readonly reason: EndReason }
  readonly pauses: readonly Pause[]
  readonly reviews: readonly Review[]
  readonly scope: readonly DataKind[]
  /** Only where a grantee gets less than `scope`. As private as the answers it rests on: no signer sees another’s. */
  readonly grants?: readonly Grant[]
  readonly purpose: Purpose
  /** A change: the old mandate of this pair ends when this one becomes active. */
  readonly supersedes: boolean
  /** Signers who have not come yet; left out when everybody has been seen. Nothing is complete while one is named. */
  readonly waitsFor?: readonly Signer['role'][]
  /** The version of the rules' code that decided; a decision without it is of version 1. */
  readonly rulesVersion?: number
  readonly notices: readonly Notice[]
  readonly rules: readonly RuleId[]
}

export type RefusalDecision = {
  readonly kind: 'refusal'
  readonly id: RefusalId
  /** What the visitor reads. It never tells a private answer or a physician's reason. */
  readonly visitor: InEveryLanguage
  /** For staff only. */
  readonly staff: string
  readonly next: { readonly id: NextId; readonly text: InEveryLanguage }
  readonly rules: readonly RuleId[]
}

export type Decision = FormDecision | RefusalDecision
