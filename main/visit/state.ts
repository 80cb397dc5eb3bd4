/** What the supervisor knows at one moment: pairs, the visit, its end. No patient data fits in here. */
import type { HelpState, Notice, OutOfService } from '../../domain/contract/control/renderer.ts'
import type { Step } from '../../domain/contract/control/step.ts'
import type { ClockState } from '../../domain/contract/device/channel.ts'
import type { DevicePolicy } from '../../domain/contract/device/device-policy.ts'
import type { EndKind } from '../../domain/contract/device/journal.ts'
import type { EnvelopeId, VisitId } from '../../domain/ids.ts'
import type { HostKind } from '../../domain/contract/control/host-kind.ts'
import type { Idle } from './idle.ts'

export type PairId = string

export interface PairState {
  readonly id: PairId
  /** blank → arming (Arm was sent) → armed (the session answered `ready`) or refused (it believed nothing; it only shows why). */
  readonly phase: 'blank' | 'arming' | 'armed' | 'refused'
  /** Armed with content or keys that are no longer the newest: replaced as soon as nobody stands at it. */
  readonly stale: boolean
}

export interface Visit {
  readonly id: VisitId
  readonly pair: PairId
  /** `beginning`: the journal's line is not on the disk yet, so nothing has started. */
  readonly phase: 'beginning' | 'running'
  readonly step: Step | null
  readonly idle: Idle
  readonly secondsLeft: number | null
  /** When the end screen goes, as the page was last told; null: it does not stand. */
  readonly endsAt: number | null
  /** What the desk was last told of the clock; `wipeAt` in monotonic milliseconds. */
  readonly clock: { readonly state: ClockState; readonly wipeAt: number | null } | null
  /** An envelope on its way to the disk. */
  readonly storing: EnvelopeId | null
  /** The newest envelope of this visit that is on the disk. */
  readonly durable: EnvelopeId | null
  /** A form became durable and no screen that says so was painted since. */
  readonly unshown: boolean
}

/** A visit that is over: both processes die, the receipt is written, a last write to the outbox finishes. */
export interface Ending {
  readonly visit: Visit
  readonly end: EndKind
  readonly wiped: boolean
}

export interface Supervised {
  readonly host: HostKind
  readonly policy: DevicePolicy
  /** On the screen. Null while a visit is being wiped and before the first pair. */
  readonly front: PairState | null
  readonly spare: PairState | null
  /** Pairs that are being destroyed without a visit. */
  readonly retiring: readonly PairId[]
  readonly opening: 'no' | 'later' | 'now'
  /** Faults in a row, for the wait before the next pair. */
  readonly faults: number
  readonly visit: Visit | null
  readonly ending: Ending | null
  readonly help: HelpState
  /** When the bell was rung that nobody has heard yet, monotonic milliseconds. */
  readonly rangAt: number | null
  readonly notice: { readonly kind: Notice; readonly until: number } | null
  /** Keyset, content and time are known: a pair can be armed. */
  readonly canArm: boolean
  /** Why nobody can start, from outside; faults of arming and draining are added by `outOfService`. */
  readonly condition: OutOfService | null
  /** Until the first condition is known, but not for long: the first page is laid out and not shown. */
  readonly settling: boolean
  readonly armFault: OutOfService | null
  /** A wipe that could not be verified: nobody may start here until the kiosk was restarted. */
  readonly unproven: boolean
  readonly draining: boolean
  readonly closing: boolean
}

/** Before anything was opened. */
export function initial(options: { readonly host: HostKind; readonly policy: DevicePolicy }): Supervised {
  return {
    ...options,
    front: null,
    spare: null,
    retiring: [],
    opening: 'no',
    faults: 0,
    visit: null,
    ending: null,
    help: 'quiet',
    rangAt: null,
    notice: null,
    canArm: false,
    condition: 'starting',
    settling: true,
    armFault: null,
    unproven: false,
    draining: false,
    closing: false,
  }
}

/** What the attract screen says; null: in service. */
export function outOfService(state: Supervised): OutOfService | null {
  if (state.unproven) return 'runtime'
  return state.condition ?? state.armFault ?? (state.draining ? 'draining' : null)
}
