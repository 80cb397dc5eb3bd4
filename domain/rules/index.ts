/** Decide who may get access to whose record. Session and central call this same function on the same plain facts. */
import type { CalendarDay } from '../ids.ts'
import type { HospitalPolicy } from '../policy/policy.ts'
import type { Approver, Decision, FormDecision } from './basis/decision.ts'
import type { Facts } from './basis/facts.ts'
import { nextSteps } from './refusals/next.ts'
import { nextStep } from './next-step.ts'
import { grantsOf, wishesDiffer } from './grants.ts'
import { isRefusal, when, type FormOutline } from './basis/outline.ts'
import { plainOutline } from './plain-outline.ts'
import { refusals } from './refusals/index.ts'
import { rulesVersion } from './rules-version.ts'
import type { RuleId } from './basis/rulebook.ts'
import { plain, type Plain } from './basis/world.ts'

export type { Decision, FormDecision, RefusalDecision, Signer } from './basis/decision.ts'
export { Facts as FactsSchema } from './basis/facts.ts'
export type { Facts } from './basis/facts.ts'

/** Pure and total: every combination of facts and policy has an outcome, and none throws. */
export function decide({ facts, policy }: { readonly facts: Facts; readonly policy: HospitalPolicy }): Decision {
  const cited: RuleId[] = []
  const outline = plainOutline({ facts, policy, cite: (rule) => cited.push(rule) })
  if (outline.kind === 'form') {
    return filledIn({ outline, facts, policy, cited })
  }
  const { visitor, staff } = refusals[outline.id]
  const next = nextStep(outline.id, facts, policy)
  return {
    kind: 'refusal',
    id: outline.id,
    visitor,
    staff,
    next: { id: next, text: nextSteps[next] },
    rules: [...new Set([...cited, outline.id])],
  }
}

/** The outline with what the policy and the facts say in the same words for every form. */
function filledIn(of: {
  readonly outline: FormOutline<Plain>
  readonly facts: Facts
  readonly policy: HospitalPolicy
  readonly cited: readonly RuleId[]
}): FormDecision {
  const { outline, facts, policy, cited } = of
  // An active mandate of this pair stands in the way of every other new form (gates.ts).
  const renews = facts.request.act === 'grant' && facts.mandates.samePair === 'active'
  const approver = outline.approver === 'physician' ? 'physician' : policy.approver[outline.approver]
  const grants = grantsOf({ ...outline, facts })
  const childsOwn = outline.form === 'childForm' && policy.children.childForm === 'own' && outline.signers.some(isChild)
  const others = outline.signers.some(({ role }) => role === 'coHolder')
  const ownForm = policy.children.layout === 'perParent'
  const rules: readonly RuleId[] = [
    ...cited,
    ...when(facts.request.act === 'change', 'R19.supersedes'),
    ...when(renews, 'R19.renewal'),
    ...when(childsOwn, 'form.childOwn'),
    ...when(others, ownForm ? 'form.perParent' : 'form.joint'),
    // Where a rule itself asks for the physician, that rule is cited and the policy's cell did not matter.
    ...when(outline.approver !== 'physician', approver === 'physician' ? 'approver.physician' : 'approver.staff'),
  ]
  return {
    ...withOneStartAndEnd(outline, approver),
    ...(grants === null || isRefusal(grants) ? {} : { grants }),
    supersedes: facts.request.act === 'change' || renews,
    ...(facts.applicant.identity.level === 'none' ? { waitsFor: ['applicant'] } : {}),
    rulesVersion,
    signers: outline.signers.map((signer) => ({
      ...signer,
      ownForm: (signer.role === 'coHolder' && ownForm) || (childsOwn && isChild(signer)),
      minimumIdentity: policy.identity.sign,
    })),
    notices: [
      { to: approver, what: 'pleaseApprove' },
      ...outline.notices,
      ...when(wishesDiffer(facts, outline.scope), { to: approver, what: 'wishesDiffer' } as const),
      ...when(!facts.applicant.hasDigid, { to: 'applicant', what: 'portalNeedsDigid' }),
    ],
    rules: [...new Set(rules)],
  }
}

const isChild = ({ role }: Pick<FormDecision['signers'][number], 'role'>): boolean => role === 'patient'

/** The latest start and the earliest end; on a tie the one that was named first. */
function withOneStartAndEnd(
  { starts, ends, ...rest }: FormOutline<Plain>,
  approver: Approver,
): Omit<FormDecision, 'signers' | 'notices' | 'rules' | 'supersedes' | 'rulesVersion' | 'waitsFor' | 'grants'> {
  const start = starts.reduce((a, b) => (b.day > a.day ? b : a))
  const [firstEnd, ...otherEnds] = ends
  const end: FormDecision['end'] =
    firstEnd === undefined
      ? { day: null, lastDay: null, reason: 'untilWithdrawn' }
      : withLastDay(otherEnds.reduce((a, b) => (b.day < a.day ? b : a), firstEnd))
  const comesFirst = ({ day }: { readonly day: CalendarDay }) => end.day === null || day < end.day
  return {
    ...rest,
    start,
    end,
    pauses: rest.pauses.filter(comesFirst).map(({ day, reason }) => ({ day, until: reason })),
    reviews: rest.reviews.filter(comesFirst).map(({ day, reason }) => ({ day, why: reason, by: approver })),
    approver,
  }
}

function withLastDay(end: FormOutline<Plain>['ends'][number]): FormDecision['end'] {
  return { ...end, lastDay: plain.addDays(end.day, -1) }
}
