/** The device channel: commands come as server-sent events, reports go as posts. Ids and enums only, both ways. */
import * as v from 'valibot'
import { DeviceCommand } from '../../../domain/contract/device/channel.ts'
import type { Clock } from '../../clock/clock.ts'
import { wait, type Backoff } from '../client/backoff.ts'
import type { CentralClient } from '../client/central-client.ts'
import { EventParser } from './sse.ts'

/** 0.5 s to 20 s between two tries to connect. */
export const channelBackoff: Backoff = { first: 500, cap: 20_000 }

/** Milliseconds without a byte until a connection is given up: the central says the time every 20 s or oftener. */
const silence = 60_000

export interface DeviceChannelOptions {
  readonly client: CentralClient
  readonly clock: Clock
  readonly random: () => number
  readonly onCommand: (command: DeviceCommand) => void
  readonly onConnected: (connected: boolean) => void
  /** `sent` and `received`: monotonic bounds of the moment at which the central said the time. */
  readonly onTime: (options: { readonly stated: number; readonly sent: number; readonly received: number }) => void
  /** A later statement, of which only the end is known: it was made before `received`. */
  readonly onLateTime?: (options: { readonly stated: number; readonly received: number }) => void
  readonly backoff?: Backoff
}

export class DeviceChannel {
  readonly #options: DeviceChannelOptions
  readonly #abort = new AbortController()
  #connected = false
  #running: Promise<void> | null = null
  #nudge: () => void = () => undefined
  #drop: () => void = () => undefined

  constructor(options: DeviceChannelOptions) {
    this.#options = options
  }

  get connected(): boolean {
    return this.#connected
  }

  /** What kept it from connecting may be over: it tries now and not after its pause. */
  nudge(): void {
    this.#nudge()
  }

  /** Drops the stream that is open: it may have died unseen. A new one is opened at once. */
  reconnect(): void {
    this.#drop()
    this.nudge()
  }

  /** Connects, and again after each loss, until `close`. */
  start(): void {
    this.#running ??= this.#run()
  }

  async close(): Promise<void> {
    this.#abort.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    const { backoff = channelBackoff, random } = this.#options
    let tries = 0
    while (!this.#abort.signal.aborted) {
      const lasted = await this.#connection()
      this.#set(false)
      tries = lasted ? 1 : tries + 1
      await this.#pause(wait({ backoff, tries, random: random() }))
    }
  }

  async #connection(): Promise<boolean> {
    const { client, clock } = this.#options
    let sent: number | null = clock.monotonic()
    const answer = await client.openEvents(this.#abort.signal)
    if (answer === null) return false
    this.#set(true)
    const parser = new EventParser((data) => {
      this.#event({ data, sent })
      sent = null
    })
    answer.setEncoding('utf8')
    let cancel = () => undefined as void
    const alive = () => {
      cancel()
      cancel = clock.after(silence, () => answer.destroy())
    }
    alive()
    // The signal belongs to the request; that it also ends an answer that is being read is not the same in every Node.
    const { signal } = this.#abort
    const end = (): void => void answer.destroy()
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
    this.#drop = end
    await new Promise<void>((resolve) => {
      answer.on('data', (text: string) => {
        alive()
        parser.push(text)
      })
      answer.on('error', () => undefined)
      answer.on('close', resolve)
    })
    signal.removeEventListener('abort', end)
    cancel()
    return true
  }

  /** Unknown commands are dropped: a newer central may say more than we know. */
  #event(options: { readonly data: string; readonly sent: number | null }): void {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), DeviceCommand), options.data)
    if (!parsed.success) return
    const command = parsed.output
    if (command.type !== 'time') return this.#options.onCommand(command)
    const received = this.#options.clock.monotonic()
    const stated = Date.parse(command.at)
    // Only the first event after connecting has a known earliest moment.
    if (options.sent === null) this.#options.onLateTime?.({ stated, received })
    else this.#options.onTime({ stated, sent: options.sent, received })
  }

  #set(connected: boolean): void {
    if (this.#connected === connected) return
    this.#connected = connected
    this.#options.onConnected(connected)
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const { signal } = this.#abort
      if (signal.aborted) return resolve()
      const done = (): void => {
        cancel()
        signal.removeEventListener('abort', done)
        resolve()
      }
      const cancel = this.#options.clock.after(milliseconds, done)
      this.#nudge = done
      signal.addEventListener('abort', done)
    })
  }
}
