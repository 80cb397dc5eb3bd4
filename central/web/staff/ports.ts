/** What the staff pages need of the rest of the central; given once by the composition root. */
import type { QuarantineReason } from '../../../domain/contract/envelope/receipt.ts'
import type { DeviceId, EnvelopeId, Instant } from '../../../domain/ids.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import type { Kiosks } from '../../devices/kiosks-port.ts'
import type { RequestStore } from '../../requests/request-store.ts'
import type { ApproverPerson, AskedFor, Deciding } from '../../requests/decisions/decision.ts'
import type { Decided, DecisionRefusal } from '../../requests/decisions/decided.ts'
import type { QueuedRequest, ShownRequest } from '../../requests/decisions/shown.ts'
import type { SetStore } from '../../requests/sets/set-store.ts'
import type { FhirStore } from '../../store/fhir/store.ts'
import type { SamplePerson } from '../../training/sample-person.ts'
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
  /** Forms that wait for several signers. */
  readonly sets: Pick<SetStore, 'find' | 'ofPatient'>
  readonly requests: Pick<RequestStore, 'commitStep'>
  /** What waits for an answer of the hospital: who still stands at a kiosk first, then the oldest. */
  readonly requestsToAnswer: () => Promise<readonly QueuedRequest[]>
  /** A word: it waits no more, or never did. */
  readonly lookAt: (of: {
    readonly asked: AskedFor
    readonly by: ApproverPerson
  }) => Promise<ShownRequest | DecisionRefusal>
  readonly decide: (deciding: Deciding) => Promise<Decided>
  /** Hears of every answer; returns how to stop hearing. */
  readonly onDecided: (listener: () => void) => () => void
  /** The newest file of a form. */
  readonly formFile: (document: string) => Promise<Uint8Array | null>
  /** Shown on the desk page in training; empty otherwise. */
  readonly samples: readonly SamplePerson[]
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
