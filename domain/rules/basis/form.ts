/** The last steps that every form shares: purpose, scope, period. The smallest of asked, allowed and proven holds. */
import type { EndReason, FormDecision } from './decision.ts'
import {
  isBefore,
  limit,
  limitAfter,
  refuse,
  type Bound,
  type Case,
  type FormOutline,
  type Outline,
} from './outline.ts'
import type { RuleId } from './rulebook.ts'
import type { World } from './world.ts'

/** What a row of the rule table decides; the rest is the same for all. */
export type Draft<W extends World> = Pick<FormDecision, 'form' | 'row'> & {
  readonly signers: FormOutline<W>['signers']
  readonly approver: FormOutline<W>['approver']
  readonly allowed: W['kinds']
  /** Topics that a ruling or proxy is limited to; null: to none. */
  readonly topics: W['kinds'] | null
  /** What a court gave to somebody else. */
  readonly without?: readonly W['kinds'][]
  /** When a ruling takes effect; null: there is none. */
  readonly effective: W['day'] | null
  readonly ends: readonly Bound<W, EndReason>[]
  readonly pauses: readonly W['day'][]
  readonly review: W['day'] | null
  readonly notices: FormDecision['notices']
}

/** The form, or a refusal when purpose, scope or period leaves nothing. */
export function complete<W extends World>(it: Case<W>, draft: Draft<W>): Outline<W> {
  const { request } = it.facts
  if (!it.ops.isOpen(request.purpose, it.policy.scope)) return refuse('purpose.closed')
  const allowed = it.ops.common(request.kinds, draft.allowed)
  const ofPaper = draft.topics === null ? allowed : it.ops.common(allowed, draft.topics)
  const { without = [] } = draft
  const scope = without.reduce((left, kinds) => it.ops.without(left, kinds), ofPaper)
  if (it.ops.isEmpty(scope)) return refuse('scope.empty')
  const starts = startsOf(it, draft.effective)
  const ends = endsOf(it, draft.ends)
  if (starts.some((start) => ends.some((end) => !isBefore(it, start.day, end.day)))) return refuse('period.empty')
  if (ends.length === 0) it.cite(citeOfEnd.untilWithdrawn)
  return {
    kind: 'form',
    form: draft.form,
    row: draft.row,
    signers: draft.signers,
    approver: draft.approver,
    starts,
    ends,
    pauses: draft.pauses.flatMap((day) => limit(day, 'childConsents')),
    reviews: limit(draft.review, 'rulingWithoutEnd'),
    scope,
    purpose: request.purpose,
    notices: [{ to: 'applicant', what: 'registered' }, ...draft.notices],
  }
}

function startsOf<W extends World>(it: Case<W>, effective: W['day'] | null): FormOutline<W>['starts'] {
  const { from } = it.facts.request
  if (effective !== null) it.cite('start.ruling')
  return [
    { day: it.facts.today, reason: 'registration' },
    ...limit(effective, 'rulingEffective'),
    ...limit(from, 'asked'),
  ]
}

const citeOfEnd = {
  firstAge: 'end.firstAge',
  twelfthBirthday: 'end.twelve',
  sixteenthBirthday: 'end.sixteen',
  eighteenthBirthday: 'end.eighteen',
  physicianDate: 'end.finding',
  rulingEnd: 'end.ruling',
  courtTerm: 'end.courtTerm',
  employeeMandateEnd: 'end.employee',
  termOfPolicy: 'end.policyTerm',
  asked: 'end.asked',
  untilWithdrawn: 'end.untilWithdrawn',
} satisfies Record<EndReason, RuleId>

function endsOf<W extends World>(it: Case<W>, own: Draft<W>['ends']): Draft<W>['ends'] {
  const { until } = it.facts.request
  const { organisation } = it.facts.applicant
  const ends: Draft<W>['ends'] = [
    ...own,
    ...limitAfter(it, organisation === null ? null : organisation.until, 'employeeMandateEnd'),
    ...limitAfter(it, until, 'asked'),
  ]
  ends.forEach((end) => it.cite(citeOfEnd[end.reason]))
  return ends
}
