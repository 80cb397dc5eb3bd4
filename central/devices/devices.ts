/** What the central knows of each kiosk now, and how it speaks to it. The desk page looks here. */
import type { DeviceCommand, DeviceReport } from '../../domain/contract/device/channel.ts'
import type { DeviceId, VisitId } from '../../domain/ids.ts'
import { instantOf } from '../clock/clock.ts'
import type { Now } from '../clock/clock.ts'
import type { DeviceTable } from './device-table.ts'
import { unheard } from './kiosk-state.ts'
import type { KioskEvent, KioskNow, KioskStates } from './kiosk-state.ts'

export interface DeviceState extends KioskNow {
  readonly device: DeviceId
  /** Order of enrolment from 1, for people. */
  readonly number: number
  readonly connected: boolean
}

export type CommandListener = (command: DeviceCommand) => void

interface Stream {
  readonly send: CommandListener
  readonly close: () => void
}

/** What follows from what a kiosk says of itself. */
export interface DeviceFollowers {
  /** It reports something else than before. */
  readonly onReport?: (device: DeviceId, before: KioskNow, now: KioskNow) => Promise<void>
  /** The end screen of a visit stands on that kiosk. */
  readonly onDone?: (visit: VisitId, device: DeviceId) => Promise<void>
}

interface DevicesOptions extends DeviceFollowers {
  readonly table: Pick<DeviceTable, 'all'>
  readonly states: KioskStates
  readonly now: Now
  readonly onFault: (where: string, error: unknown) => void
}

export class Devices {
  readonly #options: DevicesOptions
  readonly #listeners = new Set<() => void>()
  /** Streams that end in this process. */
  readonly #streams = new Map<DeviceId, Set<Stream>>()

  constructor(options: DevicesOptions) {
    this.#options = options
  }

  /** Every enrolled kiosk, oldest first; withdrawn ones are left out. */
  async list(): Promise<readonly DeviceState[]> {
    const { table, states } = this.#options
    const known = await states.all()
    return (await table.all())
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ device, number }) => {
        const now = known.get(device) ?? unheard
        return { ...now, device, number, connected: now.streams > 0 }
      })
  }

  /** Called after each change; returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Sends a command; false when the kiosk is not connected: commands are not kept. */
  async command(device: DeviceId, command: DeviceCommand): Promise<boolean> {
    const streams = [...(this.#streams.get(device) ?? [])]
    const reached = streams.length > 0
    for (const { send } of streams) send(command)
    if (command.type === 'help' && (reached || command.state !== 'heard'))
      await this.#happen(device, { kind: 'helpTold', state: command.state })
    return reached
  }

  /**
   * A kiosk's event stream: `send` gets its commands until the returned function is called; `close` is told to end the
   * stream.
   */
  connect(device: DeviceId, send: CommandListener, close: () => void = () => undefined): () => void {
    const stream = { send, close }
    const streams = this.#streams.get(device) ?? new Set()
    this.#streams.set(device, streams.add(stream))
    // One more and one less: in whatever order they are kept, the sum is right.
    this.#soon(device, { kind: 'connected' })
    return () => {
      if (streams.delete(stream)) this.#soon(device, { kind: 'disconnected' })
    }
  }

  /** The kiosk was withdrawn: it hears nothing more, and the desk does not see it any more. */
  async drop(device: DeviceId): Promise<void> {
    const streams = this.#streams.get(device) ?? new Set()
    this.#streams.delete(device)
    for (const stream of [...streams]) {
      streams.delete(stream)
      stream.close()
    }
    await this.#happen(device, { kind: 'dropped' })
  }

  /** What a kiosk said of itself. */
  async report(device: DeviceId, report: DeviceReport): Promise<void> {
    const { now, onReport, onDone } = this.#options
    const moment = now()
    const seconds = report.type === 'clock' ? report.secondsLeft : null
    const wipeAt = seconds === null ? null : instantOf(new Date(moment.getTime() + seconds * 1000))
    if (report.type === 'step' && report.visit !== null && report.step === 'done') await onDone?.(report.visit, device)
    const changed = await this.#happen(device, { kind: 'said', report, at: instantOf(moment), wipeAt })
    if (report.type === 'step') await onReport?.(device, changed.before, changed.now)
  }

  async #happen(device: DeviceId, event: KioskEvent): Promise<{ readonly before: KioskNow; readonly now: KioskNow }> {
    const changed = await this.#options.states.happen(device, event)
    for (const listener of [...this.#listeners]) listener()
    return changed
  }

  #soon(device: DeviceId, event: KioskEvent): void {
    this.#happen(device, event).catch((error: unknown) => this.#options.onFault('state of a kiosk', error))
  }
}
