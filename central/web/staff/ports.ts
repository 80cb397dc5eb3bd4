/** What the staff pages need of the rest of the central; given once by the composition root. */
import type { ClockState, DeviceCommand } from '../../../domain/contract/device/channel.ts'
import type { HelpState, ReaderTrouble } from '../../../domain/contract/control/renderer.ts'
import type { Step } from '../../../domain/contract/control/step.ts'
import type { QuarantineReason } from '../../../domain/contract/envelope/receipt.ts'
import type { DeviceId, EnvelopeId, Instant, VisitId } from '../../../domain/ids.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import type { FhirStore } from '../../store/fhir/store.ts'
import type { Visits } from '../../visits/visits.ts'
import type { StaffAccount } from './oidc/accounts.ts'

export interface StaffPorts {
  readonly visits: Visits
  readonly fhir: FhirStore
  readonly kiosks: Kiosks
  readonly now: () => Date
  /** Base of the staff listener: scheme, host, port; no slash at the end. */
  readonly origin: string
  /** Address of the hospital's own identity provider; left out, the embedded one of training. */
  readonly issuer?: string
  readonly hospital: string
  /** The rules in force: what the desk says of a paper is what the kiosk will say. */
  readonly policy: () => HospitalPolicy
  /** Who may log in with the embedded identity provider: training only. */
  readonly accounts: readonly StaffAccount[]
  readonly apart: Apart
  /** Shown on the desk page in training; empty otherwise. */
  readonly samples: readonly SamplePerson[]
}

/** The enrolled kiosks as the device channel knows them. */
export interface Kiosks {
  list(): Promise<readonly KioskState[]>
  /** False when the kiosk is not connected: commands are not kept. */
  send(device: DeviceId, command: DeviceCommand): Promise<boolean>
  onChange(listener: () => void): () => void
}

export interface KioskState {
  readonly device: DeviceId
  /** "Zuil 1" */
  readonly name: string
  readonly online: boolean
  readonly visit: VisitId | null
  readonly step: Step | null
  readonly help: HelpState
  readonly helpSince: Instant | null
  /** The visit's clock; null: nothing to say about it. */
  readonly clock: { readonly state: ClockState; readonly wipeAt: Instant | null } | null
  /** Every step that this visit has reached, as far as it was reported. */
  readonly reached: readonly Step[]
  /** What is wrong with its document reader. */
  readonly reader: ReaderTrouble | null
  /** Why nobody can start there, as the kiosk says; null: in service. */
  readonly outOfService: string | null
}

/** What the intake kept apart. */
export interface Apart {
  count(): Promise<number>
  /** The newest first, at most so many. */
  newest(most: number): Promise<readonly ApartEnvelope[]>
}

export interface ApartEnvelope {
  readonly id: EnvelopeId
  readonly device: DeviceId
  /** As it stands on the visitor's receipt. */
  readonly reference: string
  readonly at: Instant
  readonly reason: QuarantineReason
  /** A word of the intake's own, never a value of the envelope. */
  readonly detail: string | null
}

/** A synthetic person to practise with. */
export interface SamplePerson {
  /** What this person shows: "Moeder met gezag, kind van 7". */
  readonly title: string
  /** Lines of the machine-readable zone, to scan or type; empty when there is no document. */
  readonly mrz: readonly string[]
  /** Label and value: the child's birth date, BSN, what the clerk answers. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
}
