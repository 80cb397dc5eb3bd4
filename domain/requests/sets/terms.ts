/** The terms of a set, in the hospital's policy. */
import type { HospitalPolicy } from '../../policy/policy.ts'
import type { SetTerms } from './set.ts'

export function termsOf({ set, times }: Pick<HospitalPolicy, 'set' | 'times'>): SetTerms {
  return { days: set.days, warnPhysicianDays: set.warnPhysicianDays, lateDays: times.lateEndDays }
}
