/** What a new day does to every set that is kept: its last day, a birthday, the day on which it is erased. */
import * as v from 'valibot'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { Instant } from '../../../domain/ids.ts'
import type { SetStore } from './set-store.ts'
import { termsOf } from '../../../domain/requests/sets/terms.ts'

/**
 * May run at any time, twice, late, on several nodes, and be cut in the middle: each set is brought up to date in one step of
 * its own, decided on the set as it is then. One that fails holds up no other; the first failure is thrown at the end. Resolves
 * with how many were looked at.
 */
export async function dayCame(of: {
  readonly sets: Pick<SetStore, 'kept' | 'happen'>
  readonly policy: () => HospitalPolicy
  readonly now: () => Date
}): Promise<number> {
  const ids = await of.sets.kept()
  const failed: unknown[] = []
  for (const id of ids) {
    const now = of.now()
    const when = { at: v.parse(Instant, now.toISOString()), today: dayAt(now.getTime()), terms: termsOf(of.policy()) }
    const came = { kind: 'moved', event: { kind: 'dayCame' } } as const
    await of.sets.happen(id, came, when).catch((error: unknown) => failed.push(error))
  }
  if (failed.length > 0) throw failed[0]
  return ids.length
}
