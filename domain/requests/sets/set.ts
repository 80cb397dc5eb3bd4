/**
 * A set of acts that wait for one another: one form, signed in several visits, or with an answer that stays private. Plain
 * data about who must act, who did, and how it ended; `next.ts` moves it, `shown.ts` says what anybody sees of it.
 */
import type { CalendarDay, Instant } from '../../ids.ts'
import type { Again } from '../../lifecycle/machine.ts'
import type { Approver, Signer } from '../../rules/basis/decision.ts'

/** One of those whom the decision asks for. No decision asks two of one role. */
export type SetRole = Signer['role']

/** What the set needs of a signer. `alone`: the answer is private; nobody but staff ever learns it. */
export type SetSigner = Pick<Signer, 'role' | 'step' | 'gives' | 'alone'>

/** The private answer of a patient. `later`: asked, and not answered yet. */
export const answers = ['yes', 'no', 'later'] as const
export type Answer = (typeof answers)[number]

/** One act as a device certified it. */
export interface SetAct {
  readonly by: SetRole
  /** Names this act for ever: the id of its envelope. The same key twice is the same act. */
  readonly key: string
  /** When it was certified; not when it arrived. */
  readonly at: Instant
  /** The calendar day of `at` in Europe/Amsterdam. */
  readonly day: CalendarDay
  /** A private answer; null for a signer who has none: to act is to agree. */
  readonly answer: Answer | null
}

/** Why a set ended for everybody, at once. None of these depends on a private answer. */
export type EndedBecause =
  | 'withdrawn'
  | 'patientDied'
  | 'signerDied'
  | 'blocked'
  | 'ageReached'
  | 'policyWithdrawn'
  | 'formWithdrawn'
  /** The facts of this day ask for other signers or another form. */
  | 'outdated'
  /** The child came first and nobody asked for access. */
  | 'nobodyAsked'
  /** What was composed of it was taken back or superseded in the record before anybody approved. */
  | 'formEnded'

/** Why a set was not granted, which only staff know before its last day. */
export type NotGrantedBecause =
  | 'refusedByApprover'
  | 'coHolderRefused'
  /** The patient took a private yes back. */
  | 'takenBack'
  /** At the approval the rules said something else. */
  | 'outdated'
  /** A no, silence, or an approver who did not answer. An act that was certified in time can still complete it. */
  | 'lastDay'

/** How it came out. `on` is the day of the event, `told` says when others learn it. */
export type SetOutcome =
  | { readonly kind: 'granted'; readonly on: CalendarDay }
  | { readonly kind: 'notGranted'; readonly because: NotGrantedBecause; readonly on: CalendarDay }
  | { readonly kind: 'ended'; readonly because: EndedBecause; readonly on: CalendarDay }

export interface SetState {
  /** In the order of the decision. */
  readonly signers: readonly SetSigner[]
  readonly approver: Approver
  readonly patientBirth: CalendarDay
  /** The day of the first act. */
  readonly openedOn: CalendarDay
  /**
   * The last day on which anybody may act; null while only a child has come that nobody was told of. It counts from the act of
   * the person who asks.
   */
  readonly lastDay: CalendarDay | null
  /** The act that counts of each who acted, in the order in which they came. */
  readonly acts: readonly SetAct[]
  /** Null: open. */
  readonly outcome: SetOutcome | null
  /** The day on which everybody but staff was told that it ended; null: not told. */
  readonly told: CalendarDay | null
  /** The physician was warned that the last day comes. */
  readonly warned: boolean
  /** Who froze it; null: not frozen. Nothing is deleted under a freeze. */
  readonly frozenBy: string | null
}

/** What happens to a set. `again`: what the rules say of the same request with that day's facts. */
export type SetEvent =
  /** A device certified an act; it may arrive late. */
  | { readonly kind: 'acted'; readonly act: SetAct; readonly again: Again }
  /** Before it was granted. `at`: when, by the kiosk's account: an answer that was given later stands; absent: last of all. */
  | { readonly kind: 'withdrew'; readonly by: SetRole; readonly at?: Instant }
  /** A co-holder refuses for the first time; no physician overrules that. */
  | { readonly kind: 'coHolderRefused' }
  | { readonly kind: 'granted'; readonly by: Approver; readonly again: Again }
  | { readonly kind: 'refused'; readonly by: Approver }
  | { readonly kind: 'froze'; readonly by: string }
  | { readonly kind: 'released'; readonly by: string }
  | {
      readonly kind: 'stopped'
      readonly because: Exclude<EndedBecause, 'withdrawn' | 'ageReached' | 'nobodyAsked'>
    }
  /** Staff looked at what only a later day put out of date, and take it away. */
  | { readonly kind: 'removed' }
  /** The day has come, once a day or late: warnings, birthdays, the last day. */
  | { readonly kind: 'dayCame' }

/** The hospital's terms, in days; cells of its policy. */
export interface SetTerms {
  /** That many days after the act of the person who asks is the last. */
  readonly days: number
  /** The physician is warned that many days before the last one. */
  readonly warnPhysicianDays: number
  /** A notice that would come more than that many days late goes to staff instead. */
  readonly lateDays: number
}

/** Who is told what. None invites a missing signer, none says who acted, answered or withdrew. */
export interface SetNotice {
  readonly to: SetRole | 'physician' | 'staff'
  readonly what:
    /** A complete set waits for the approver. */
    | 'pleaseApprove'
    /** It ends soon, and the approver has not answered. */
    | 'endsSoon'
    /** The one sentence of every end. `on` is its true date, however late this is told. */
    | 'ended'
    /** Told too late to tell by itself: staff look whether and how. */
    | 'endedLongAgo'
    /** What was signed was taken away, after staff had looked at it. */
    | 'removed'
    /** A patient said no; staff only. */
    | 'refusedPrivately'
  readonly on: CalendarDay
}

/** Why an event changes nothing. */
export type NotTaken =
  /** The decision asks no such signer. */
  | 'notAsked'
  /** Somebody of an earlier step comes first. */
  | 'notYet'
  /** He acted meanwhile, at another place: look again. */
  | 'refresh'
  /** Certified after the last day. */
  | 'late'
  | 'closed'
  /** Not everybody has agreed. */
  | 'notComplete'
  /** A physician must answer. */
  | 'physicianOnly'
  | 'frozen'
  | 'notFrozen'
  /** Whoever froze it does not release it. */
  | 'sameWhoFroze'
  /** It is not out of date, or not everybody was told of its end yet. */
  | 'notOutdated'

/** After an event. What the day itself brought counts also where the event was not taken. */
export interface SetNext {
  readonly state: SetState
  readonly notices: readonly SetNotice[]
  /** The acts may be erased: nothing that arrives late can need them any more. */
  readonly erase: boolean
  /** Null: taken. */
  readonly notTaken: NotTaken | null
}
