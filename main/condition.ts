/** Why nobody can start a visit at this kiosk now: one order of reasons, from what is worst to what heals by itself. */
import type { OutOfService } from '../domain/contract/control/renderer.ts'
import type { DevicePolicy } from '../domain/contract/device/device-policy.ts'

export interface ConditionFacts {
  /** Of the content that holds now; null: none does. */
  readonly policy: DevicePolicy | null
  /** The product's own host, and keys that are not in a file. */
  readonly fitForProduction: boolean
  /** Outbox and journal can be written and have room. */
  readonly custodyWorks: boolean
  readonly quarantineFull: boolean
  /** Null: the central was not waited for long enough. */
  readonly online: boolean | null
  /** Away for so long that a person must let the kiosk come back. */
  readonly waitsForApproval: boolean
  readonly timeKnown: boolean
  /** The last fetch reached keyset and content. */
  readonly fetched: boolean
  /** What is signed can be sealed until the longest end of a visit. */
  readonly canSeal: boolean
}

/** Null when all is well. */
export function conditionOf(now: ConditionFacts): OutOfService | null {
  if (now.policy?.training === false && !now.fitForProduction) return 'runtime'
  if (!now.custodyWorks) return 'diskFull'
  if (now.quarantineFull) return 'quarantineFull'
  if (now.online === null) return 'starting'
  if (now.waitsForApproval) return 'approvalNeeded'
  if (!now.online) return 'centralDown'
  if (!now.timeKnown) return 'clockUnknown'
  if (now.policy === null) return now.fetched ? 'contentExpired' : 'centralDown'
  // Nobody is to sign and hear at the last step that it was for nothing.
  return now.canSeal ? null : 'keysEnded'
}
