/** The moment at which something happens to a set: the instant, its day in Amsterdam, and the terms of the policy in force. */
import * as v from 'valibot'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { Instant } from '../../../domain/ids.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { termsOf } from '../../../domain/requests/sets/terms.ts'
import type { When } from './change.ts'

/** @param now by the central's clock. */
export function whenAt(now: Date, policy: HospitalPolicy): When {
  return { at: v.parse(Instant, now.toISOString()), today: dayAt(now.getTime()), terms: termsOf(policy) }
}
