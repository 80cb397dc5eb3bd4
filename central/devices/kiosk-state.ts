/** What the central knows of a kiosk now, and how each thing that is heard of it changes that. Pure: the time comes in. */
import type { ClockState, DeviceReport } from '../../domain/contract/device/channel.ts'
import type { HelpReason } from '../../domain/contract/control/help-reason.ts'
import type { HelpState, ReaderTrouble } from '../../domain/contract/control/renderer.ts'
import type { Step } from '../../domain/contract/control/step.ts'
import type { CallNumber, DeviceId, Instant, Sha256, VisitId } from '../../domain/ids.ts'

export interface KioskNow {
  /** Event streams that are open to it: it hears commands when there is one. */
  readonly streams: number
  readonly visit: VisitId | null
  /** The step last reported; null before the first report since this start. */
  readonly step: Step | null
  readonly callNumber: CallNumber | null
  readonly help: HelpState
  /** When the bell rang that nobody has answered yet, or that is being answered. */
  readonly helpSince: Instant | null
  /** Why the desk was rung, when it was not the bell. Not told to the kiosk: only staff end it. */
  readonly helpWhy: HelpReason | null
  /** The visit's clock as last reported; null: nothing to say about it. */
  readonly clock: KioskClock | null
  /** Every step that was reported in this visit, in the order of their first time. */
  readonly reached: readonly Step[]
  /** What is wrong with its document reader. */
  readonly reader: ReaderTrouble | null
  readonly outOfService: string | null
  /** Envelopes that wait on the kiosk. */
  readonly waiting: number
  readonly app: string | null
  readonly journal: { readonly seq: number; readonly head: Sha256 } | null
  readonly lastSeen: Instant | null
}

/** `wipeAt`: when everything is wiped if nothing happens; null: not soon. */
export interface KioskClock {
  readonly state: ClockState
  readonly wipeAt: Instant | null
}

/** Before anything was heard of it. */
export const unheard: KioskNow = {
  streams: 0,
  visit: null,
  step: null,
  callNumber: null,
  help: 'quiet',
  helpSince: null,
  helpWhy: null,
  clock: null,
  reached: [],
  reader: null,
  outOfService: null,
  waiting: 0,
  app: null,
  journal: null,
  lastSeen: null,
}

export type KioskEvent =
  | { readonly kind: 'connected' }
  | { readonly kind: 'disconnected' }
  /** It was withdrawn. */
  | { readonly kind: 'dropped' }
  /** It was told so. */
  | { readonly kind: 'helpTold'; readonly state: HelpState }
  /** `wipeAt`: what the seconds of a clock's report mean on our clock. */
  | { readonly kind: 'said'; readonly report: DeviceReport; readonly at: Instant; readonly wipeAt: Instant | null }

const quiet = { help: 'quiet', helpSince: null, helpWhy: null } as const

/** What is known after an event. */
export function after(now: KioskNow, event: KioskEvent): KioskNow {
  switch (event.kind) {
    case 'connected':
      return { ...now, streams: now.streams + 1 }
    case 'disconnected':
      return { ...now, streams: now.streams - 1 }
    case 'dropped':
      return { ...now, streams: 0, visit: null }
    case 'helpTold':
      return { ...now, ...(event.state === 'quiet' ? quiet : { help: event.state }) }
    case 'said':
      return { ...now, ...said(now, event), lastSeen: event.at }
    default:
      return event satisfies never
  }
}

function said(now: KioskNow, { report, at, wipeAt }: Extract<KioskEvent, { kind: 'said' }>): Partial<KioskNow> {
  switch (report.type) {
    case 'heartbeat': {
      const { app, journal, waiting, outOfService } = report
      return { app, journal, waiting, outOfService }
    }
    case 'step': {
      const { visit, step } = report
      const same = now.visit === visit
      const callNumber = report.callNumber ?? (same ? now.callNumber : null)
      // A bell rings until somebody answers or the visit is over.
      const over = step === 'attract' && now.help === 'coming' && now.helpWhy === null
      const sofar = same ? now.reached : []
      const reached = visit === null || sofar.includes(step) ? sofar : [...sofar, step]
      return { visit, step, callNumber, reached, clock: same ? now.clock : null, ...(over ? quiet : {}) }
    }
    case 'clock':
      return { clock: { state: report.state, wipeAt } }
    case 'help':
      return { visit: report.visit, help: 'ringing', helpSince: at, helpWhy: report.why ?? now.helpWhy }
    case 'reader':
      return { reader: report.trouble }
    case 'helpEnded':
      return now.helpWhy === null ? quiet : {}
    default:
      return report satisfies never
  }
}

/** A port: see store/. Nothing of it has to outlive a restart of the whole central. */
export interface KioskStates {
  of(device: DeviceId): Promise<KioskNow>
  /** Of those of which anything was heard. */
  all(): Promise<ReadonlyMap<DeviceId, KioskNow>>
  /** Applies {@link after}; two at once both count. */
  happen(device: DeviceId, event: KioskEvent): Promise<{ readonly before: KioskNow; readonly now: KioskNow }>
}
