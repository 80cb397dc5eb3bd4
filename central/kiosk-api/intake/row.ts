/** A row of the intake's table: one check, the kinds of envelopes that it is asked of, what it builds on and what it adds. */
import type { Bundle } from '@medplum/fhirtypes'
import type { SignedStep } from '../../../domain/document/steps.ts'
import type { EnvelopeKind } from '../../../domain/contract/envelope/envelope.ts'
import type { QuarantineReason } from '../../../domain/contract/envelope/receipt.ts'
import type { EnvelopePayload } from '../../../domain/contract/intake/payload.ts'
import type { EnvelopeId } from '../../../domain/ids.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import type { EnrolledDevice } from '../../devices/device-table.ts'
import type { Reading } from '../../store/fhir/reading.ts'
import type { VisitRow } from '../../visits/visits.ts'
import type { SetRow } from '../../requests/sets/set-row.ts'
import type { SentAct } from './checks/act.ts'
import type { RuledAct } from './checks/act-rules.ts'
import type { ActSigner } from './checks/act-signer.ts'
import type { Certified } from './checks/certificate.ts'
import { good } from './checks/checked.ts'
import type { Checked } from './checks/checked.ts'
import type { Answered } from './checks/form.ts'
import type { Opened } from './checks/open.ts'
import type { BoundPatient } from './checks/patient.ts'
import type { Ruled } from './checks/rules.ts'
import type { Sealed } from './checks/seal.ts'
import type { TakenAct } from './checks/taken-act.ts'
import type { TakenPart } from './checks/taken-part.ts'
import type { Stops } from './checks/stop-rules.ts'
import type { SignedWithdrawal } from './checks/withdrawal.ts'
import type { IntakePorts } from './ports.ts'

/** What was delivered, and when. */
export interface Delivered {
  readonly id: EnvelopeId
  readonly jwe: string
  /** As the token says who delivers. */
  readonly sender: EnrolledDevice
  readonly now: Date
}

/** What checks find out, each by the name under which the next ones build on it. */
export interface Found {
  readonly opened: Opened
  readonly payload: EnvelopePayload
  readonly device: EnrolledDevice
  readonly certified: Certified
  readonly row: VisitRow
  readonly claim: NonNullable<VisitRow['record']['claim']>
  readonly patient: BoundPatient
  /** Turn of the patient's requests, read before anything was judged by them. */
  readonly turn: number
  readonly answered: Answered
  readonly steps: readonly SignedStep[]
  /** As it was at signing. */
  readonly policy: HospitalPolicy
  readonly sealed: Sealed
  readonly ruled: Ruled
  readonly act: SentAct
  readonly signedBy: ActSigner
  /** The set of the act as it was; null: nobody has signed. */
  readonly set: { readonly row: SetRow | null }
  readonly ruledAct: RuledAct
  readonly taken: TakenAct
  readonly withdrawal: SignedWithdrawal
  /** Null: it is a mandate that stops. */
  readonly takenPart: { readonly taken: TakenPart | null }
  readonly stops: Stops
  readonly bundle: Bundle
  /** Of a check that only refuses. */
  readonly nothing: unknown
}
export type Known = Delivered & Partial<Found>

/** What checks ask besides the envelope. */
export interface Means extends Omit<IntakePorts, 'store' | 'now'> {
  readonly store: Reading
}

export interface Row {
  /** Also the name of its file. */
  readonly name: string
  /** What it makes sure of, for docs/protocol.md. */
  readonly asks: string
  /** Why it can refuse; empty: it only reads. */
  readonly refuses: readonly QuarantineReason[]
  /** A column for each kind of envelope. */
  readonly kinds: Readonly<Record<EnvelopeKind, boolean>>
  readonly needs: readonly (keyof Found)[]
  readonly gives: keyof Found
  /** With what this check adds; throws when a row before it is missing, which a test of the table excludes. */
  readonly run: (known: Known, means: Means) => Promise<Checked<Known>>
}

type Having<N extends keyof Found> = Delivered & Pick<Found, N>

export function row<N extends keyof Found, G extends keyof Found>(
  of: Omit<Row, 'run' | 'needs' | 'gives'> & {
    readonly needs: readonly N[]
    readonly gives: G
    readonly check: (known: Having<N>, means: Means) => Checked<Found[G]> | Promise<Checked<Found[G]>>
  },
): Row {
  const { check, ...rest } = of
  return {
    ...rest,
    async run(known, means) {
      if (!has(known, of.needs)) throw new Error(`the intake's table: ${of.name} comes too early`)
      const checked = await check(known, means)
      return checked.ok ? good({ ...known, [of.gives]: checked.value }) : checked
    },
  }
}

/** Whether these have been found. */
export function has<N extends keyof Found>(known: Known, names: readonly N[]): known is Known & Having<N> {
  return names.every((name) => known[name] !== undefined)
}
