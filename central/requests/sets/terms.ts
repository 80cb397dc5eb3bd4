/** The hospital's terms of a set, in days. */
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import type { SetTerms } from '../../../domain/requests/sets/set.ts'

const terms: SetTerms = { days: 30, warnPhysicianDays: 7, lateDays: 30 }

export function setTerms(_: HospitalPolicy): SetTerms {
  return terms
}
