/** What one answer of the intake means. Only a verified receipt ends an envelope; every other answer keeps it. */
import { quarantineFullStatus } from '../../../domain/contract/envelope/receipt.ts'
import type { VerifiedReceipt } from '../../custody/outbox/verified-receipt.ts'

export interface IntakeReply {
  readonly status: number
  readonly body: string
  /** Seconds from `Retry-After`, when it named any. */
  readonly retryAfter: number | null
}

export type Verdict =
  | { readonly kind: 'received'; readonly receipt: VerifiedReceipt }
  /** The central is away or busy: everything waits. */
  | { readonly kind: 'away'; readonly retryAfter: number | null }
  /** This envelope is refused, or the answer is not one of ours: it is marked, the others go on. */
  | { readonly kind: 'refused'; readonly code: 'garbage' | 'status' | 'full' }

/**
 * 401, 408, 425, 429 and 5xx say something about the central or the line; other statuses and
 * a success without a receipt that verifies say something about this envelope, or come from somebody in between.
 */
export function judge(options: {
  readonly reply: IntakeReply | null
  readonly receipt: VerifiedReceipt | null
}): Verdict {
  const { reply, receipt } = options
  if (receipt !== null) return { kind: 'received', receipt }
  if (reply === null) return { kind: 'away', retryAfter: null }
  if ([401, 403, 408, 425, 429].includes(reply.status) || reply.status >= 500) {
    return { kind: 'away', retryAfter: reply.retryAfter }
  }
  if (reply.status === quarantineFullStatus) return { kind: 'refused', code: 'full' }
  return { kind: 'refused', code: reply.status < 300 ? 'garbage' : 'status' }
}
