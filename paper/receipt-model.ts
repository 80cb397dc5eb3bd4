/** What the visitor's receipt says, as plain words. */
import type { Instant } from '../domain/ids.ts'

export interface Receipt {
  /** BCP 47. */
  readonly language: string
  readonly hospital: string
  readonly title: string
  readonly at: Instant
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly parts: readonly { readonly heading: string; readonly lines: readonly string[] }[]
  /** What the QR code holds: the public status page. */
  readonly code: { readonly text: string; readonly label: string; readonly lines: readonly string[] }
  readonly end: string
}
