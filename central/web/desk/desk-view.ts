/** What one page of the desk shows: all that its panels are rendered from. */
import type { Patient } from '@medplum/fhirtypes'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import type { StaffSession } from '../login/sessions.ts'
import type { ApartEnvelope, StaffPorts } from '../staff/ports.ts'
import type { KioskState } from '../../devices/kiosks-port.ts'
import type { UrgentStop } from './urgent.ts'
import type { QueueRow } from './queue-row.ts'

export interface DeskView {
  readonly hospital: string
  readonly now: Date
  readonly session: StaffSession
  readonly kiosks: readonly KioskState[]
  readonly rows: readonly QueueRow[]
  /** The visit that the clerk opened by its number. */
  readonly selected: QueueRow | null
  /** The kiosk that the clerk opened by its bell, or that of the opened visit. */
  readonly kiosk: KioskState | null
  /** Number asked for that is not there any more. */
  readonly gone: { readonly number: number; readonly how: 'signed' | 'ended' | 'unsigned' } | null
  readonly found: readonly Patient[] | null
  /** Whom the kiosk's look-up may have meant; empty once the clerk searches. */
  readonly candidates: readonly Patient[]
  /** The child that is bound to the opened visit: the clerk holds the paper to this name. */
  readonly child: Patient | null
  /** By id of those two lists: the day on which somebody last was here, null when none is known. */
  readonly lastVisits: ReadonlyMap<string, string | null>
  readonly apartCount: number
  /** Who stopped access and called it urgent, while nobody has taken it up. */
  readonly urgent: readonly UrgentStop[]
  /** What was kept apart, when the clerk asked for it; no number is open then. */
  readonly apart: readonly ApartEnvelope[] | null
  readonly policy: HospitalPolicy
  readonly samples: StaffPorts['samples']
  readonly accounts: StaffPorts['accounts']
}
