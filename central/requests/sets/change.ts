/**
 * The one place where a kept set changes: `domain/requests/sets` says what follows, this holds that an act belongs to the set
 * and to the person whose part it is. Pure: rows, acts and days come in; the adapter only keeps what comes out.
 */
import { canonicalJson } from '../../../domain/bytes/canonical.ts'
import { dayInAmsterdam } from '../../../domain/days/amsterdam.ts'
import { sameClaimant } from '../../../domain/identity/same-claim.ts'
import * as v from 'valibot'
import { Instant } from '../../../domain/ids.ts'
import type { CalendarDay } from '../../../domain/ids.ts'
import type { Again } from '../../../domain/lifecycle/machine.ts'
import type { Day } from '../../../domain/requests/sets/day.ts'
import { withoutAnswers } from '../../../domain/requests/sets/forgotten.ts'
import { nextOfSet } from '../../../domain/requests/sets/next.ts'
import { openSetOf } from '../../../domain/requests/sets/open-set.ts'
import type { NotTaken, SetAct, SetEvent, SetNext } from '../../../domain/requests/sets/set.ts'
import { isComplete, isPrivate } from '../../../domain/requests/sets/shown.ts'
import type { Approver, FormDecision } from '../../../domain/rules/basis/decision.ts'
import type { NewSet, SetRow, StoredAct } from './set-row.ts'

/** An act as it came in. */
export interface Acted {
  readonly kind: 'acted'
  /** As this act would open the set, were it the first. */
  readonly set: NewSet
  readonly act: StoredAct
  /** What the rules say on the day of the act, beside what they said at the first one. */
  readonly again: Again
  /** What they leave of the request on that day. */
  readonly decided: FormDecision
  readonly patientBirth: CalendarDay
}

export type SetStep =
  | Acted
  /** The house composed the form of the set as `version` had it: `DocumentReference/<id>`. */
  | { readonly kind: 'composed'; readonly document: string; readonly version: number }
  /** The approver agreed to the set as `version` had it, and its form is stored with that: both or nothing. */
  | { readonly kind: 'approved'; readonly document: string; readonly version: number; readonly by: Approver }
  | { readonly kind: 'moved'; readonly event: Exclude<SetEvent, { readonly kind: 'acted' }> }

export type SetRefusal =
  | NotTaken
  | 'unknown'
  /** Under this id something else is asked for, or about somebody else. */
  | 'otherRequest'
  /** Somebody else took this part before. */
  | 'otherPerson'
  /** This person took another part of the same set, or may have: a doubt is never taken for somebody else. */
  | 'twoParts'
  /** What was signed was erased: nothing comes late any more. */
  | 'erased'
  /** It is not any more as whoever composed saw it. */
  | 'changed'

export type SetChange =
  { readonly ok: true; readonly row: SetRow } | { readonly ok: false; readonly refusal: SetRefusal }

/** When something happens: the instant, and its day with the terms of the policy in force. */
export interface When extends Day {
  readonly at: Instant
}

/** The set after this step, or why it cannot happen to it. `row` null: nobody has acted. */
export function changed(row: SetRow | null, step: SetStep, when: When): SetChange {
  if (step.kind === 'acted') return acted(row, step, when)
  if (row === null) return refuse('unknown')
  switch (step.kind) {
    case 'composed':
      if (row.version !== step.version) return refuse('changed')
      if (!toCompose(row)) return refuse('notComplete')
      return { ok: true, row: { ...row, composed: { document: step.document, at: when.at }, version: row.version + 1 } }
    case 'approved':
      return approved(row, step, when)
    case 'moved':
      return after(row, nextOfSet(row.state, step.event, when), when)
    default:
      return step satisfies never
  }
}

type Kept = Pick<SetRow, 'state' | 'composed'>

/**
 * Whether the house has something to compose by itself. Of a set with a private answer never: a form in the record would tell
 * a yes, and a no that comes after it could not take it back.
 */
export function toCompose(set: Kept): boolean {
  return isWhole(set) && !isPrivate(set.state)
}

/** Whether it waits for the approver, and its form for his yes. */
export function toApprove(set: Kept): boolean {
  return isWhole(set) && isPrivate(set.state)
}

/** Everybody agreed, nobody has composed yet, nothing stands in the way. */
function isWhole({ state, composed }: Kept): boolean {
  return composed === null && state.frozenBy === null && state.outcome === null && isComplete(state)
}

/** Not any more when anybody answered anew, froze it or let its last day pass since the approver looked. */
function approved(row: SetRow, step: Extract<SetStep, { kind: 'approved' }>, when: When): SetChange {
  const { document, version, by } = step
  if (row.version !== version) return refuse('changed')
  if (!toApprove(row)) return refuse('notComplete')
  const change = after(row, nextOfSet(row.state, { kind: 'granted', by, again: 'same' }, when), when)
  return change.ok ? { ok: true, row: { ...change.row, composed: { document, at: when.at } } } : change
}

function acted(row: SetRow | null, step: Acted, when: When): SetChange {
  const { set, act, again, decided, patientBirth } = step
  const key = actOf(act)
  if (row === null) {
    const { decision } = set
    const opened = openSetOf({ decision, patientBirth, act: key, terms: when.terms })
    if ('notTaken' in opened) return refuse(opened.notTaken)
    const { state, notices } = opened
    const none = { composed: null, erasedAt: null, openedAt: when.at, version: 1 }
    return { ok: true, row: { ...set, ...none, decided, state, notices: [...notices], acts: [act] } }
  }
  const refusal = notTheirs(row, set, act)
  if (refusal !== null) return refuse(refusal)
  const next = nextOfSet(row.state, { kind: 'acted', act: key, again }, when)
  return after(row, next, when, { act, decided })
}

/** Why this is no act of this set; null: it may be one. */
function notTheirs(row: SetRow, set: NewSet, act: StoredAct): SetRefusal | null {
  if (row.erasedAt !== null) return 'erased'
  if (requestOf(row) !== requestOf(set)) return 'otherRequest'
  const day = dayInAmsterdam(act.at)
  const isThem = (one: StoredAct) => sameClaimant(one.claim, act.claim, day)
  if (row.acts.some((one) => one.role === act.role && isThem(one) !== 'same')) return 'otherPerson'
  return row.acts.some((one) => one.role !== act.role && isThem(one) !== 'different') ? 'twoParts' : null
}

const requestOf = ({ patient, form, answers }: NewSet): string => canonicalJson({ patient, form, answers })

/** The act as the rules of a set know it; its instant in UTC, so that two compare as text. */
function actOf({ role, envelope, at, signed }: StoredAct): SetAct {
  const instant = v.parse(Instant, new Date(at).toISOString())
  return { by: role, key: envelope, at: instant, day: dayInAmsterdam(at), answer: signed.content.answer }
}

type Came = Pick<Acted, 'act' | 'decided'>

/** What is kept beside the new state: only the acts that count in it. */
function after(row: SetRow, next: SetNext, { at }: When, came: Came | null = null): SetChange {
  const { state, notices, erase, notTaken } = next
  // What the day itself brought is brought again by whoever asks next.
  if (notTaken !== null) return refuse(notTaken)
  // A day that brings nothing is no change, nor is an answer that a later one stands before.
  const isSame = notices.length === 0 && canonicalJson(state) === canonicalJson(row.state)
  if (isSame && (!erase || row.erasedAt !== null)) return { ok: true, row }
  const keeps = new Set(state.acts.map(({ key }) => key))
  const known = came === null ? row.acts : [...row.acts, came.act]
  const acts = erase ? [] : known.filter(({ envelope }) => keeps.has(envelope))
  const erased = erase ? { answers: {}, erasedAt: row.erasedAt ?? at } : {}
  const all = { state, notices: [...row.notices, ...notices] }
  const told = erase ? withoutAnswers(all) : all
  const decided = came?.decided ?? row.decided
  const version = row.version + 1
  return { ok: true, row: { ...row, ...erased, decided, state: told.state, notices: [...told.notices], acts, version } }
}

const refuse = (refusal: SetRefusal): SetChange => ({ ok: false, refusal })
