/**
 * R20: withdrawal. Access stops first and at once, a form may follow. Who may: the patient from 12 with capacity, the
 * grantee for himself, who represents a patient that cannot, and the physician (Civil Code 7:465(4)).
 */
import type { InEveryLanguage } from '../language.ts'
import type { HospitalPolicy } from '../policy/policy.ts'
import type { Assurance } from './facts.ts'
import { meets } from './gates.ts'

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
  /** Completed years of the patient on the day. */
  readonly patientAge: number
  /** As a physician found it; null: presumed. */
  readonly capacity: 'lacking' | 'capable' | null
  readonly mandate: 'none' | 'ofThisHospital' | 'external'
}

type Ruled = { readonly rules: readonly string[]; readonly visitor: InEveryLanguage }
export type WithdrawalDecision =
  /** Stop the access now, then tell the patient and the grantee; the form, if any, comes afterwards. */
  | (Ruled & { readonly kind: 'stop'; readonly formAfter: boolean })
  /** Nothing is stopped; staff may freeze. */
  | (Ruled & { readonly kind: 'refusal'; readonly id: WithdrawalRefusalId; readonly staffMayFreeze: boolean })

const t = (nl: string, nlSimple: string, en: string): InEveryLanguage => ({ nl, nlSimple, en })
export const withdrawalRefusals = {
  'R20.notIdentified': t(
    'De balie moet eerst uw identiteit controleren.',
    'Laat eerst uw ID zien aan de balie.',
    'The desk must check your identity first.',
  ),
  'R20.nothingToWithdraw': t(
    'Er is geen machtiging om in te trekken.',
    'Er is niets om te stoppen.',
    'There is no mandate to withdraw.',
  ),
  'R20.external': t(
    'Deze machtiging is elders geregeld. Trek haar daar in.',
    'Dit kan hier niet. De balie weet waar wel.',
    'This mandate was made elsewhere. Please withdraw it there.',
  ),
  'R20.mayNot': t(
    'U kunt deze machtiging niet intrekken. Vraag de balie.',
    'U mag dit niet stoppen. Vraag de balie.',
    'You cannot withdraw this mandate. Please ask at the desk.',
  ),
} as const
export type WithdrawalRefusalId = keyof typeof withdrawalRefusals

const stopped = t('De toegang is nu gestopt.', 'De toegang is gestopt.', 'Access has stopped now.')

/** Total: every combination gives an outcome. No approval is ever needed to stop access. */
export function decideWithdrawal(facts: WithdrawalFacts, policy: HospitalPolicy): WithdrawalDecision {
  if (facts.by !== 'physician' && !meets(facts.level, policy.identity.withdraw)) return refusal('R20.notIdentified')
  if (facts.mandate === 'none') return refusal('R20.nothingToWithdraw')
  if (facts.mandate === 'external') return refusal('R20.external')
  return mayWithdraw(facts)
    ? {
        kind: 'stop',
        formAfter: policy.withdrawal.form === 'after',
        visitor: stopped,
        rules: ['R20.atOnce', `R20.by.${facts.by}`],
      }
    : refusal('R20.mayNot')
}

function refusal(id: WithdrawalRefusalId): WithdrawalDecision {
  return {
    kind: 'refusal',
    id,
    staffMayFreeze: id !== 'R20.nothingToWithdraw',
    visitor: withdrawalRefusals[id],
    rules: [id],
  }
}

function mayWithdraw({ by, patientAge, capacity }: WithdrawalFacts): boolean {
  const decidesHimself = patientAge >= 12 && capacity !== 'lacking'
  switch (by) {
    case 'patient':
      return decidesHimself
    case 'grantee':
    case 'physician':
      return true
    case 'curator':
    case 'mentor':
      return patientAge >= 18 && !decidesHimself
    case 'holderOfAuthority':
      return patientAge < 18 && !decidesHimself
    case 'somebodyElse':
      return false
    default: {
      const never: never = by
      throw new Error(`nobody called ${String(never)}`)
    }
  }
}
