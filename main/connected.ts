/**
 * Everything that needs this device's identity, put together: its keys and what renews them, what is trusted and what
 * refreshes that, the line to the central, and custody of what visits leave behind.
 */
import { join } from 'node:path'
import type { OutOfService } from '../domain/contract/control/renderer.ts'
import type { DeviceCommand, DeviceReport } from '../domain/contract/device/channel.ts'
import type { DevicePolicy } from '../domain/contract/device/device-policy.ts'
import { Admission, type MainBuild } from './admission.ts'
import type { Clock } from './clock/clock.ts'
import { conditionOf } from './condition.ts'
import { Custody } from './custody/custody.ts'
import { believedOf, countersigned, keepCountersigned } from './custody/journal/countersigned.ts'
import { Journal } from './custody/journal/journal.ts'
import { LogHeads } from './custody/log-heads/log-heads.ts'
import type { Outbox } from './custody/outbox/outbox.ts'
import type { DeviceKeys } from './device/device-keys.ts'
import type { Identity } from './device/identity.ts'
import { KeysInUse } from './device/keys-in-use.ts'
import { Renewal } from './device/renewal.ts'
import type { Host } from './host/host.ts'
import { paths } from './http/paths.ts'
import type { OpenExchange } from './http/exchange.ts'
import { Beat } from './line/channel/beat.ts'
import { obey } from './line/channel/obey.ts'
import { Line } from './line.ts'
import type { Log } from './log/log.ts'
import type { SecretStore } from './secrets/secret-store.ts'
import { Refresher } from './trust/refresher.ts'
import type { CentralTime, TimeLoss } from './trust/time.ts'
import { TimeKeeper } from './trust/time-keeper.ts'
import type { SpareSetup } from './visit/ports.ts'
import { outOfService } from './visit/state.ts'
import type { Supervisor } from './visit/supervisor.ts'

export interface ConnectedOptions extends Omit<Identity, 'device'> {
  readonly state: string
  readonly host: Host
  readonly secrets: SecretStore
  readonly outbox: Outbox
  readonly time: CentralTime
  readonly clock: Clock
  readonly log: Log
  readonly build: MainBuild
  readonly boot: string
  readonly supervisor: Supervisor
  /** For waits between tries; given only by tests. */
  readonly random?: (() => number) | undefined
  readonly open?: OpenExchange | undefined
  /** Something changed that may put the kiosk in or out of service. */
  readonly weigh: () => void
}

/** What is read from the disk first. */
interface Opened {
  readonly journal: Journal
  readonly logHeads: LogHeads
  readonly onKeys: (keys: DeviceKeys) => void
}

export class Connected {
  readonly admission: Admission
  readonly custody: Custody
  readonly #options: ConnectedOptions & Opened
  readonly #journal: Journal
  readonly #keys: KeysInUse
  readonly #renewal: Renewal
  readonly #refresher: Refresher
  readonly #keeper: TimeKeeper
  readonly #line: Line
  readonly #beat: Beat

  private constructor(options: ConnectedOptions & Opened) {
    const { central, keys, trusted, time, clock, log, outbox, supervisor, weigh, open } = options
    this.#options = options
    this.#journal = options.journal
    const busy = (): boolean => supervisor.state.visit !== null || supervisor.state.ending !== null
    this.#keys = new KeysInUse({
      first: { keys, sealChain: trusted.device.sealChain },
      busy,
      onSwap: (now) => this.#renewed(now.keys),
    })
    this.#line = new Line({
      central,
      device: trusted.device.device,
      key: () => this.#keys.now.keys.auth,
      ca: () => trusted.keyset.keyset.tlsCa,
      time,
      clock,
      log,
      open,
      random: options.random ?? Math.random,
      outbox,
      receiptKeys: () => trusted.keyset.keyset.receipt,
      onRefused: () => this.#renewal.refused(),
      onAnswer: ({ journal, log: heads }) => {
        if (journal !== undefined) keepCountersigned(believedOf(options), journal, log)
        if (heads !== undefined) void options.logHeads.keep(heads)
      },
      onCommand: (command) => this.#command(command),
      onConnected: () => this.#connected(),
      onAway: weigh,
      onDelivery: (delivery) => {
        supervisor.tell({ type: 'delivery', ...delivery })
        weigh()
      },
    })
    this.#renewal = new Renewal({
      trusted,
      secrets: options.secrets,
      central,
      clock,
      log,
      now: () => time.now(),
      inUse: () => this.#keys.now,
      busy,
      post: (body) =>
        this.#line.client.askPlainly({ method: 'POST', path: paths.renewal, body, type: 'application/jose' }),
      onKeys: (next) => this.#keys.take(next),
      onChange: weigh,
    })
    this.#refresher = new Refresher({
      client: this.#line.client,
      trusted,
      clock,
      log,
      onChange: () => this.#tellTrust(),
      onDone: weigh,
    })
    this.#keeper = new TimeKeeper({ time, clock, ask: () => this.#line.client.askTime() })
    this.custody = new Custody({
      journal: options.journal,
      outbox,
      time,
      clock,
      log,
      open,
      keyset: () => trusted.keyset,
      seal: () => ({ key: this.#keys.now.keys.seal, chain: this.#keys.now.sealChain }),
      timeStampAddress: () => this.policy()?.timeStamp?.address,
      onEnvelope: () => {
        this.#line.wake()
        weigh()
      },
      onChange: weigh,
    })
    this.admission = new Admission({
      central,
      trusted,
      keys: this.#keys,
      time,
      host: options.host,
      build: options.build,
      log,
      journal: (visit) => this.custody.begin(visit),
    })
    this.#beat = new Beat({ clock, say: () => this.#sayHowItIs() })
  }

  /** Opens the journal (closing a visit that a restart ended), starts channel and courier. */
  static async open(options: ConnectedOptions): Promise<Connected> {
    const { state, host, boot, time, clock, log, trusted, supervisor } = options
    let { keys } = options
    const known = await countersigned(believedOf(options))
    const journal = await Journal.open({
      known,
      path: join(state, 'journal.jwsl'),
      key: () => keys.log,
      host: host.kind,
      boot,
      now: () => time.now()?.at ?? clock.wall(),
    })
    const logHeads = await LogHeads.open({ state, log, keys: () => trusted.keyset.keyset.receipt })
    const connected = new Connected({ ...options, journal, logHeads, onKeys: (renewed) => (keys = renewed) })
    const cached = trusted.contentAt(null)
    if (cached !== null) supervisor.tell({ type: 'trust', policy: cached.content.device })
    connected.#line.start()
    connected.beat()
    return connected
  }

  /** Envelopes that the central refused without a receipt. */
  get marked(): number {
    return this.#line.marked
  }

  /** The machine's settings of the content that holds now. */
  policy(): DevicePolicy | null {
    return this.admission.content()?.content.device ?? null
  }

  /** Why nobody can start here now; null when all is well. */
  condition(): OutOfService | null {
    const { host, secrets, time } = this.#options
    return conditionOf({
      policy: this.policy(),
      fitForProduction: host.product && secrets.kind !== 'file',
      custodyWorks: this.custody.works,
      quarantineFull: this.#line.quarantineFull,
      online: this.#line.online,
      waitsForApproval: this.#renewal.waitsForApproval,
      timeKnown: time.now() !== null,
      fetched: this.#refresher.fetched,
      canSeal: this.admission.canSeal(),
    })
  }

  /** What a spare is armed with; null as long as something of it is missing. */
  arm(): SpareSetup | null {
    const { visit, ending } = this.#options.supervisor.state
    return this.admission.arm({ idle: visit === null && ending === null })
  }

  report(report: DeviceReport): void {
    this.#line.report(report)
  }

  /** Says how this kiosk is, now and every half minute from now. */
  beat(): void {
    this.#beat.now()
  }

  /** Looks whether the disk works again and something newer holds; called now and then. */
  async look(): Promise<void> {
    await this.#options.outbox.prepare()
    this.#keys.settle()
    await this.#renewal.look()
    if (this.#line.online && this.#refresher.due) await this.#refresher.fetch()
  }

  /** The time was lost: it is asked for until it is known. `resumed`: the line may have died while the machine slept. */
  timeLost(why: TimeLoss): void {
    this.#options.log('time', { code: why })
    if (why === 'resumed') this.#line.reconnect()
    this.#keeper.check()
  }

  /** The time is known (again): what waited for it may be done now. */
  timeKnown(): void {
    void this.#renewal.look()
  }

  /** The time may be wrong: the central is asked. */
  timeDoubted(): void {
    this.#keeper.check()
  }

  async close(): Promise<void> {
    this.#beat.close()
    this.#keeper.close()
    await this.#line.close()
    await this.#refresher.close()
    await this.#renewal.close()
    await this.custody.close()
  }

  #renewed(keys: DeviceKeys): void {
    this.#options.onKeys(keys)
    this.#line.withOtherKeys()
    // Spares were told the old certificate.
    this.#tellTrust()
    this.#options.weigh()
  }

  #tellTrust(): void {
    const policy = this.policy()
    if (policy !== null) this.#options.supervisor.tell({ type: 'trust', policy })
  }

  #connected(): void {
    void this.#refresher.fetch()
    this.#options.weigh()
    this.beat()
  }

  #command(command: DeviceCommand): void {
    const { supervisor, log } = this.#options
    log('command', { code: command.type })
    obey({ command, supervisor, fetchNew: () => void this.#refresher.fetch() })
  }

  #sayHowItIs(): void {
    const { build, outbox, supervisor, logHeads } = this.#options
    const { held } = logHeads
    this.report({
      type: 'heartbeat',
      app: build.app.slice(0, 40),
      journal: this.#journal.head,
      waiting: outbox.waiting().length,
      outOfService: outOfService(supervisor.state),
      // A central that gave none does not know the word.
      ...(held.length === 0 ? {} : { log: [...held] }),
    })
  }
}
