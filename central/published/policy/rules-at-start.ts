/** Under which rules a central starts: those of the newest number that was ever published, or it does not start. */
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { faultText } from '../../../domain/policy/read.ts'
import type { PolicyResult } from '../../../domain/policy/read.ts'
import { instantOf } from '../../clock/clock.ts'
import type { HouseKey } from '../../keys/house-key.ts'
import { signPolicy } from './file.ts'
import type { Policies } from './policies.ts'

/** The central does not start; the message is what its program says. */
export class RulesRefused extends Error {}

/**
 * The policy in force. At the very first start the hospital signs its own first rules and takes them through the same
 * acceptance as any later file; `file` is a signed policy to publish then. Rejects with {@link RulesRefused} when the
 * file is refused, and when the newest policy cannot be read and the file brings no newer one: older rules, or the first
 * ones again, would silently undo what the hospital decided.
 */
export async function rulesAtStart(of: {
  readonly policies: Policies
  readonly key: HouseKey
  /** Version 1. */
  readonly first: HospitalPolicy
  readonly file: string | null
  readonly now: Date
}): Promise<HospitalPolicy> {
  const { policies, key, first, file, now } = of
  const at = instantOf(now)
  if ((await policies.newestSeen()) === 0)
    published('the first policy', await policies.publish(await signPolicy(first, key), at))
  if (file !== null) published('--policy', await policies.publish(file, at))
  const newest = await policies.newest()
  if (newest !== null) return newest
  throw new RulesRefused(
    `policy ${String(await policies.newestSeen())} is the newest, and this program cannot read it; older rules are not taken in its place. ` +
      'Start with --policy FILE, a signed policy with a higher version, or with the program that published it.',
  )
}

function published(what: string, result: PolicyResult): void {
  if (result.kind === 'fault') throw new RulesRefused(`${what}: ${faultText(result)}`)
}
