/** What a check answers: a value that the next ones build on, or why the envelope is refused. */
import type { QuarantineReason } from '../../../../domain/contract/envelope/receipt.ts'

export interface Refused {
  readonly ok: false
  readonly reason: QuarantineReason
  /** A fixed word for staff; never a value of the envelope. */
  readonly detail: string
  /** Older rules said otherwise, and nothing else is wrong so far. */
  readonly outdated?: true
}

export type Checked<T> = { readonly ok: true; readonly value: T } | Refused

export function good<T>(value: T): Checked<T> {
  return { ok: true, value }
}

export function refuse(reason: QuarantineReason, detail: string): Refused {
  return { ok: false, reason, detail }
}

/** Milliseconds by which times of kiosk and central may differ when they are compared. */
export const tolerance = 2 * 60_000
