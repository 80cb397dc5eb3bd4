/** What a session is given by its host, and what a spare of it holds before anybody stands there. */
import type { Arm } from '../domain/contract/control/session.ts'
import type { DocumentAssets } from '../paper/assets.ts'
import type { Trusted } from './arm/trust.ts'
import type { VisitKey } from './arm/visit-key.ts'
import type { ChannelPort, ControlPort } from './ports/ports.ts'

export interface SessionOptions {
  readonly control: ControlPort
  readonly renderer: ChannelPort
  /** Milliseconds that only grow. */
  readonly monotonic: () => number
  readonly assets: DocumentAssets
  readonly icc: Uint8Array
  /** Ends the process: after a fault nothing may be believed any more. */
  readonly die: () => void
}

/** Verified trust and V. Nothing of a person. */
export interface Armed {
  readonly arm: Arm
  readonly trusted: Trusted
  readonly key: VisitKey
}
