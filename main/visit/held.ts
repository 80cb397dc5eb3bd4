/** One living pair and what belongs to it. */
import type { PolicySeen } from '../../domain/contract/control/policy-seen.ts'
import type { PublicJwk } from '../../domain/ids.ts'
import type { VisitQuota } from '../custody/outbox/visit-quota.ts'
import type { SealDesk } from '../custody/seal/seal-desk.ts'
import type { Pair } from '../host/host.ts'
import type { HeldKeyset } from '../trust/trusted.ts'

export interface Held {
  readonly pair: Pair
  readonly seal: SealDesk
  readonly quota: VisitQuota
  /** V's public half; null until the session verified what it was armed with. */
  key: PublicJwk | null
  /** What its session verified and believes until it dies, whatever is published meanwhile. */
  keyset: HeldKeyset | null
  /** Of the content that it was armed with. */
  policy: PolicySeen | null
  content: number | null
}
