/** What a spare is told: all that it may know, and nothing of a person. */
import type { Arm, TimeAnchor } from '../../domain/contract/control/session.ts'
import type { HeldContent, Trusted } from '../trust/trusted.ts'

export function armOf(options: {
  readonly central: string
  readonly trusted: Trusted
  readonly content: HeldContent
  /** PEM of D-seal's certificates in use. */
  readonly sealChain: string
  readonly time: TimeAnchor
  /** No visit runs or ends here: what lies with the printer belongs to nobody any more. */
  readonly idle: boolean
}): Arm {
  const { trusted, content } = options
  const { policySeen, thumbprint, root } = trusted.device
  return {
    type: 'arm',
    central: options.central,
    ca: trusted.keyset.keyset.tlsCa,
    keyset: trusted.keyset.jws,
    content: content.jws,
    root: thumbprint,
    rootKey: root,
    sealChain: options.sealChain,
    training: content.content.device.training,
    time: options.time,
    ...(policySeen === null ? {} : { policySeen }),
    ...(options.idle ? { sweep: true } : {}),
  }
}
