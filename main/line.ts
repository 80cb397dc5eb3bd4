/** The line to the central: who speaks on it, whether it is there, what goes up (reports, envelopes) and comes down. */
import type { DeviceCommand, DeviceReport } from '../domain/contract/device/channel.ts'
import type { ReportAnswer } from '../domain/contract/device/journal-head.ts'
import type { PublicJwk } from '../domain/ids.ts'
import type { Outbox } from './custody/outbox/outbox.ts'
import { CentralClient, type CentralClientOptions } from './line/client/central-client.ts'
import { DeviceChannel } from './line/channel/device-channel.ts'
import { postReport } from './line/channel/post-report.ts'
import { Reporter } from './line/channel/reporter.ts'
import { Courier, type Delivery } from './line/courier/courier.ts'
import { putEnvelope } from './line/courier/put-envelope.ts'
import type { Log } from './log/log.ts'
import { Presence } from './line/channel/presence.ts'

export interface LineOptions extends Omit<CentralClientOptions, 'onRefused'> {
  readonly log: Log
  readonly random: () => number
  readonly outbox: Outbox
  /** The keyset's receipt keys of this moment. */
  readonly receiptKeys: () => readonly PublicJwk[]
  /** The central gave no token for this key. */
  readonly onRefused: () => void
  /** What the central signed in answer to a heartbeat: that it knows the journal up to a line, and how far its log is. */
  readonly onAnswer: (said: ReportAnswer) => void
  readonly onCommand: (command: DeviceCommand) => void
  readonly onConnected: () => void
  /** The channel was away for long enough to say so. */
  readonly onAway: () => void
  readonly onDelivery: (delivery: Delivery) => void
}

export class Line {
  readonly client: CentralClient
  readonly #log: Log
  readonly #onConnected: () => void
  readonly #presence: Presence
  readonly #channel: DeviceChannel
  readonly #reporter: Reporter
  readonly #courier: Courier

  constructor(options: LineOptions) {
    const { clock, random, log, time, outbox, receiptKeys, onCommand, onDelivery } = options
    this.#log = log
    this.#onConnected = options.onConnected
    this.client = new CentralClient(options)
    this.#presence = new Presence({ clock, connected: () => this.#channel.connected, onAway: options.onAway })
    this.#courier = new Courier({
      outbox,
      clock,
      random,
      log,
      put: (envelope) => putEnvelope(this.client, envelope),
      receiptKeys,
      onDelivery,
    })
    this.#reporter = new Reporter({
      post: (report) => postReport(this.client, report, options.onAnswer),
      clock,
      random,
    })
    this.#channel = new DeviceChannel({
      client: this.client,
      clock,
      random,
      onCommand,
      onConnected: (connected) => this.#changed(connected),
      onTime: ({ stated, sent, received }) => time.learn({ stated, sent, received, granularity: 1 }),
      onLateTime: (late) => time.heard(late),
    })
  }

  /** Null until the channel was there for the first time, or was waited for long enough. */
  get online(): boolean | null {
    return this.#presence.online
  }

  /** Envelopes that the central refused without a receipt. */
  get marked(): number {
    return this.#courier.marked
  }

  /** The central has no room to keep one more of this kiosk's envelopes apart. */
  get quarantineFull(): boolean {
    return this.#courier.quarantineFull
  }

  start(): void {
    this.#channel.start()
    this.#presence.left()
    this.#courier.wake()
  }

  /** There may be an envelope to deliver. */
  wake(): void {
    this.#courier.wake()
  }

  report(report: DeviceReport): void {
    this.#reporter.report(report)
  }

  /** Other keys count from now on: the next exchange asks for a token with them. */
  withOtherKeys(): void {
    this.client.forgetToken()
    this.#channel.nudge()
  }

  /** It may have died while the machine slept. */
  reconnect(): void {
    this.#channel.reconnect()
  }

  async close(): Promise<void> {
    this.#presence.close()
    await this.#channel.close()
    await this.#reporter.close()
    await this.#courier.close()
  }

  #changed(connected: boolean): void {
    this.#log('channel', { code: connected ? 'connected' : 'lost' })
    if (!connected) return this.#presence.left()
    this.#presence.came()
    this.#courier.reachable()
    this.#onConnected()
  }
}
