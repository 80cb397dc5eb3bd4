/** What the supervisor needs of the rest of main. */
import type { MainToRenderer } from '../../domain/contract/control/renderer.ts'
import type { Arm, MainToSession } from '../../domain/contract/control/session.ts'
import type { DeviceReport } from '../../domain/contract/device/channel.ts'
import type { EndKind } from '../../domain/contract/device/journal.ts'
import type { PolicySeen } from '../../domain/contract/control/policy-seen.ts'
import type { EnvelopeId, PublicJwk, VisitId } from '../../domain/ids.ts'
import type { HeldKeyset } from '../trust/trusted.ts'
import type { WipeFacts } from '../../domain/contract/device/journal.ts'
import type { Log } from '../log/log.ts'
import type { Appended } from '../custody/outbox/outbox.ts'
import type { Supervised } from './state.ts'

/** What a spare is armed with: keyset and content in it, and the name of the policy as far as main can read it. */
export interface SpareSetup {
  readonly arm: Arm
  readonly keyset: HeldKeyset
  /** Version of the content bundle. */
  readonly content: number
  readonly policy: PolicySeen | null
}

export interface SupervisorPorts {
  /** All that a spare may know; null when it is not known (any more). */
  readonly arm: () => SpareSetup | null
  /** A session verified the policy and took it. */
  readonly sawPolicy: (seen: PolicySeen) => void
  /** The first control word for a renderer. */
  readonly machine: () => Extract<MainToRenderer, { type: 'machine' }>
  /** Journal `begin`, fsynced, then the certificate over V. Rejects when either fails: the visit does not start. */
  readonly begin: (options: {
    readonly visit: VisitId
    readonly key: PublicJwk
    readonly policy: PolicySeen | null
    /** Version of the content that the session was armed with, whatever holds by now: the certificate names it. */
    readonly content: number
  }) => Promise<Extract<MainToSession, { type: 'begin' }>>
  readonly wiped: (options: {
    readonly visit: VisitId
    readonly end: EndKind
    readonly facts: WipeFacts
  }) => Promise<void>
  /** DER of a CMS around the digest. `keyset`: the one that the asking session was armed with. */
  readonly seal: (options: { readonly digest: Uint8Array; readonly keyset: HeldKeyset | null }) => Promise<Uint8Array>
  readonly append: (options: ToStore & { readonly id: EnvelopeId }) => Promise<Appended>
  /** The time that the session was given is wrong. */
  readonly dropTime: () => void
  readonly report: (report: DeviceReport) => void
  readonly changed: (state: Supervised) => void
  readonly log: Log
}

/** An envelope that waits to become durable, and the keyset that its session was armed with. */
export interface ToStore {
  readonly jwe: string
  readonly keyset: HeldKeyset | null
}
