/** What the central knows of each kiosk now, and how it speaks to it. The desk page looks here. */
import type { CallNumber, DeviceId, Instant, Sha256, VisitId } from '../../domain/ids.ts'
import type { ClockState, DeviceCommand, DeviceReport } from '../../domain/contract/device/channel.ts'
import type { HelpState, ReaderTrouble } from '../../domain/contract/control/renderer.ts'
import type { Step } from '../../domain/contract/control/step.ts'
import { instantOf } from '../clock.ts'
import type { Now } from '../clock.ts'
import type { DeviceTable } from './device-table.ts'

export interface DeviceState {
  readonly device: DeviceId
  /** Order of enrolment from 1, for people. */
  readonly number: number
  readonly connected: boolean
  readonly visit: VisitId | null
  /** The step last reported; null before the first report since this start. */
  readonly step: Step | null
  readonly callNumber: CallNumber | null
  readonly help: HelpState
  /** When the bell rang that nobody has answered yet, or that is being answered. */
  readonly helpSince: Instant | null
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

const quiet = { help: 'quiet', helpSince: null } as const

export type CommandListener = (command: DeviceCommand) => void

interface Stream {
  readonly send: CommandListener
  readonly close: () => void
}

export class Devices {
  readonly #table: DeviceTable
  readonly #now: Now
  readonly #onLeft: (visit: VisitId, device: DeviceId) => void
  readonly #onDone: (visit: VisitId, device: DeviceId) => void
  readonly #states = new Map<DeviceId, DeviceState>()
  readonly #listeners = new Set<() => void>()
  readonly #streams = new Map<DeviceId, Set<Stream>>()

  /** `onLeft` hears of a visit that a kiosk had reported and reports no more; whose it is, a kiosk does not say. */
  constructor(options: {
    readonly table: DeviceTable
    readonly now: Now
    readonly onLeft: (visit: VisitId, device: DeviceId) => void
    /** Hears that the end screen of a visit stands on that kiosk. */
    readonly onDone?: (visit: VisitId, device: DeviceId) => void
  }) {
    this.#table = options.table
    this.#now = options.now
    this.#onLeft = options.onLeft
    this.#onDone = options.onDone ?? (() => undefined)
  }

  /** Every enrolled kiosk, oldest first; withdrawn ones are left out. */
  list(): readonly DeviceState[] {
    return this.#table
      .all()
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ device, number }) => this.#state(device, number))
  }

  /** Called after each change; returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Sends a command; false when the kiosk is not connected: commands are not kept. */
  command(device: DeviceId, command: DeviceCommand): boolean {
    const streams = this.#streams.get(device)
    const reached = streams !== undefined && streams.size > 0
    if (command.type === 'help' && (reached || command.state !== 'heard')) {
      this.#set(device, command.state === 'quiet' ? quiet : { help: command.state })
    }
    if (!reached) return false
    for (const { send } of [...streams]) send(command)
    return true
  }

  /**
   * A kiosk's event stream: `send` gets its commands until the returned function is called; `close` is told to end the
   * stream.
   */
  connect(device: DeviceId, send: CommandListener, close: () => void = () => undefined): () => void {
    const stream = { send, close }
    const streams = this.#streams.get(device) ?? new Set()
    this.#streams.set(device, streams.add(stream))
    this.#set(device, { connected: true })
    return () => {
      streams.delete(stream)
      if (streams.size === 0) this.#set(device, { connected: false })
    }
  }

  /** The kiosk was withdrawn: it hears nothing more, and the desk does not see it any more. */
  drop(device: DeviceId): void {
    for (const { close } of [...(this.#streams.get(device) ?? [])]) close()
    this.#set(device, { connected: false, visit: null })
  }

  /** What a kiosk said of itself. */
  report(device: DeviceId, report: DeviceReport): void {
    const lastSeen = instantOf(this.#now())
    switch (report.type) {
      case 'heartbeat': {
        const { app, journal, waiting, outOfService } = report
        return this.#set(device, { app, journal, waiting, outOfService, lastSeen })
      }
      case 'step': {
        const { visit, step } = report
        const known = this.#states.get(device)
        const before = known?.visit ?? null
        if (visit !== null && step === 'done') this.#onDone(visit, device)
        if (before !== null && before !== visit) this.#onLeft(before, device)
        const callNumber = report.callNumber ?? (known?.visit === visit ? known.callNumber : null)
        // A bell rings until somebody answers or the visit is over.
        const over = step === 'attract' && known?.help === 'coming'
        const sofar = before === visit ? (known?.reached ?? []) : []
        const reached = visit === null || sofar.includes(step) ? sofar : [...sofar, step]
        const clock = before === visit ? (known?.clock ?? null) : null
        return this.#set(device, { visit, step, callNumber, reached, clock, lastSeen, ...(over ? quiet : {}) })
      }
      case 'clock': {
        const { state, secondsLeft } = report
        const wipeAt = secondsLeft === null ? null : instantOf(new Date(this.#now().getTime() + secondsLeft * 1000))
        return this.#set(device, { clock: { state, wipeAt }, lastSeen })
      }
      case 'help':
        return this.#set(device, { visit: report.visit, help: 'ringing', helpSince: lastSeen, lastSeen })
      case 'reader':
        return this.#set(device, { reader: report.trouble, lastSeen })
      case 'helpEnded':
        return this.#set(device, { ...quiet, lastSeen })
      default:
        return report satisfies never
    }
  }

  #state(device: DeviceId, number: number): DeviceState {
    return {
      ...(this.#states.get(device) ?? {
        connected: false,
        visit: null,
        step: null,
        callNumber: null,
        help: 'quiet',
        helpSince: null,
        clock: null,
        reached: [],
        reader: null,
        outOfService: null,
        waiting: 0,
        app: null,
        journal: null,
        lastSeen: null,
      }),
      device,
      number,
    }
  }

  #set(device: DeviceId, change: Partial<DeviceState>): void {
    const number = this.#table.find(device)?.number ?? 0
    this.#states.set(device, { ...this.#state(device, number), ...change })
    for (const listener of [...this.#listeners]) listener()
  }
}
