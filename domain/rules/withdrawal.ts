/**
 * R20: withdrawal. Access stops first and at once, a form may follow. Who may: the patient from 12 with capacity, the
 * grantee for himself, who represents a patient that cannot, and the physician (Civil Code 7:465(4)).
 */
import { addDays, ageOn } from '../days/calendar.ts'
import type { CalendarDay } from '../ids.ts'
import type { InEveryLanguage } from '../language.ts'
import { withdrawalIdentity } from '../policy/floors.ts'
import type { HospitalPolicy } from '../policy/policy.ts'
import type { Assurance } from './basis/facts.ts'
import { meets } from '../identity/assurance.ts'
import { nextSteps, type NextId } from './refusals/next.ts'
import { withdrawalRefusals, type WithdrawalRefusalId } from './refusals/withdrawal.ts'
import type { WithdrawalRuleId } from './basis/rulebook.ts'

export const withdrawers = [
  'patient',
  'grantee',
  'curator',
  'mentor',
  'holderOfAuthority',
  'physician',
  'somebodyElse',
] as const
export type WithdrawalFacts = {
  readonly by: (typeof withdrawers)[number]
  readonly level: Assurance
  readonly today: CalendarDay
  readonly patientBirth: CalendarDay
  /** As a physician found it; null: presumed. */
  readonly capacity: 'lacking' | 'capable' | null
  readonly mandate: 'none' | 'ofThisHospital' | 'external'
}

export type WithdrawalDecision =
  /** Stop the access now, then tell the patient and the grantee; the form, if any, comes afterwards. */
  | {
      readonly kind: 'stop'
      readonly formAfter: boolean
      /** A holder of authority stops another's access: a physician answers by this day; without an answer it stays stopped. */
      readonly reviewBy: CalendarDay | null
      readonly visitor: InEveryLanguage
      readonly rules: readonly WithdrawalRuleId[]
    }
  /** Nothing is stopped; staff may freeze. */
  | {
      readonly kind: 'refusal'
      readonly id: WithdrawalRefusalId
      readonly visitor: InEveryLanguage
      readonly staff: string
      readonly next: { readonly id: NextId; readonly text: InEveryLanguage }
      readonly staffMayFreeze: boolean
      readonly rules: readonly WithdrawalRuleId[]
    }

const stopped: InEveryLanguage = {
  nl: 'De toegang is nu gestopt.',
  nlSimple: 'De toegang is gestopt.',
  en: 'Access has stopped now.',
}

/** Total: every combination gives an outcome. No approval is ever needed to stop access. */
export function decideWithdrawal(facts: WithdrawalFacts, policy: HospitalPolicy): WithdrawalDecision {
  if (facts.by !== 'physician' && !meets(facts.level, withdrawalIdentity(policy))) return refused('R20.notIdentified')
  // First who he is to the patient: who may not stop a mandate does not learn whether there is one.
  const ground = groundOf(facts)
  if (ground === null) return refused('R20.mayNot')
  if (facts.mandate === 'none') return refused('R20.nothingToWithdraw')
  if (facts.mandate === 'external') return refused('R20.external')
  const formAfter = policy.withdrawal.form === 'after'
  const reviewed = facts.by === 'holderOfAuthority'
  const reviewBy = reviewed ? addDays(facts.today, policy.times.consentReviewDays) : null
  return { kind: 'stop', formAfter, reviewBy, visitor: stopped, rules: ['R20.atOnce', ground] }
}

function refused(id: WithdrawalRefusalId): WithdrawalDecision {
  const { visitor, staff, next } = withdrawalRefusals[id]
  return {
    kind: 'refusal',
    id,
    visitor,
    staff,
    next: { id: next, text: nextSteps[next] },
    staffMayFreeze: id !== 'R20.nothingToWithdraw',
    rules: [id],
  }
}

/** The rule by which this person may withdraw, or null. */
function groundOf({ by, today, patientBirth, capacity }: WithdrawalFacts): WithdrawalRuleId | null {
  const age = ageOn(patientBirth, today)
  const decidesHimself = age >= 12 && capacity !== 'lacking'
  switch (by) {
    case 'patient':
      return decidesHimself ? 'R20.byPatient' : null
    case 'grantee':
      return 'R20.byGrantee'
    case 'physician':
      return 'R20.byPhysician'
    case 'curator':
    case 'mentor':
      return age >= 18 && !decidesHimself ? 'R20.byRepresentative' : null
    case 'holderOfAuthority':
      if (age < 18 && !decidesHimself) return 'R20.byRepresentative'
      // Until 16 the access of the other rests on his consent too.
      return age < 16 ? 'R20.byHolder' : null
    case 'somebodyElse':
      return null
  }
}
