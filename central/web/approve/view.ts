/** What the page of whoever answers shows. */
import type { QueuedRequest, ShownRequest } from '../../requests/decisions/shown.ts'
import type { Notice, StaffSession } from '../login/sessions.ts'

export interface ApproveView {
  readonly session: StaffSession
  readonly hospital: string
  readonly now: Date
  readonly queue: readonly QueuedRequest[]
  readonly open: ShownRequest | null
  readonly notice: Notice | null
}
