/** Everything that needs this device's identity: journal, tokens, courier, channel, certificates, seal. */
import { join } from 'node:path'
import type { OutOfService } from '../domain/control/renderer.ts'
import type { Arm, MainToSession } from '../domain/control/session.ts'
import type { DeviceCommand, DeviceReport } from '../domain/device/channel.ts'
import type { DevicePolicy } from '../domain/device/device-policy.ts'
import type { PolicySeen } from '../domain/device/policy-seen.ts'
import type { PublicJwk, VisitId } from '../domain/ids.ts'
import { DeviceChannel } from './line/channel/device-channel.ts'
import { obey } from './line/channel/obey.ts'
import { postReport } from './line/channel/post-report.ts'
import { Reporter } from './line/channel/reporter.ts'
import type { Clock } from './clock.ts'
import { Courier } from './line/courier/courier.ts'
import { putEnvelope } from './line/courier/put-envelope.ts'
import { intakeKidsOfBoth, timeCaOfBoth } from './trust/both-keysets.ts'
import { CentralClient } from './line/central-client.ts'
import type { Identity } from './device/identity.ts'
import { refresh } from './trust/refresh.ts'
import type { CentralTime } from './trust/time.ts'
import type { HeldKeyset } from './trust/trusted.ts'
import { visitCertificate } from './device/visit-certificate.ts'
import type { Host } from './host/host.ts'
import { Journal } from './custody/journal/journal.ts'
import type { Log } from './log/log.ts'
import type { Appended, Outbox } from './custody/outbox/outbox.ts'
import { askForTime, type TimeAuthority } from './custody/seal/ask-for-time.ts'
import { sealWith } from './custody/seal/seal-with.ts'
import type { SecretStore } from './secrets/secret-store.ts'
import { outOfService } from './visit/state.ts'
import type { Armed, SupervisorPorts } from './visit/ports.ts'
import type { Supervisor } from './visit/supervisor.ts'

export interface MainBuild {
  /** Name and version, at most 40 characters. */
  readonly app: string
  /** Hash of the packaged app, or "development". */
  readonly build: string
}

export interface ConnectedOptions extends Identity {
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
  /** Something changed that may put the kiosk in or out of service. */
  readonly weigh: () => void
}

/** Milliseconds between two heartbeats. */
const heartbeatEvery = 30_000
/** Milliseconds that the channel may be away before the attract screen says so. */
const grace = 4_000

export class Connected {
  readonly #options: ConnectedOptions
  readonly #journal: Journal
  readonly #client: CentralClient
  readonly #channel: DeviceChannel
  readonly #reporter: Reporter
  readonly #courier: Courier
  /** Null until the channel was there for the first time, or was waited for long enough. */
  #online: boolean | null = null
  #fetched = false
  #journalWorks = true
  #cancelBeat: () => void = () => undefined
  #cancelGrace: () => void = () => undefined
  #refreshing: Promise<void> = Promise.resolve()

  private constructor(options: ConnectedOptions & { readonly journal: Journal }) {
    const { central, device, keys, trusted, time, clock, log, outbox, supervisor } = options
    const random = Math.random
    this.#options = options
    this.#journal = options.journal
    this.#client = new CentralClient({
      central,
      device: device.device,
      key: keys.auth,
      ca: () => trusted.keyset.keyset.tlsCa,
      time,
      clock,
    })
    this.#courier = new Courier({
      outbox,
      clock,
      random,
      log,
      put: (envelope) => putEnvelope(this.#client, envelope),
      receiptKeys: () => trusted.keyset.keyset.receipt,
      onDelivery: ({ envelope, state }) => {
        supervisor.tell({ type: 'delivery', envelope, state })
        options.weigh()
      },
    })
    this.#reporter = new Reporter({ post: (report) => postReport(this.#client, report), clock, random })
    this.#channel = new DeviceChannel({
      client: this.#client,
      clock,
      random,
      onCommand: (command) => this.#command(command),
      onConnected: (connected) => this.#connected(connected),
      onTime: ({ stated, sent, received }) => time.learn({ stated, sent, received, granularity: 0 }),
    })
  }

  /** Opens the journal (closing a visit that a restart ended), starts channel and courier. */
  static async open(options: ConnectedOptions): Promise<Connected> {
    const { state, keys, host, boot, time, clock, trusted, supervisor } = options
    const journal = await Journal.open({
      path: join(state, 'journal.jwsl'),
      key: keys.log,
      host: host.kind,
      boot,
      now: () => time.now()?.at ?? clock.wall(),
    })
    const connected = new Connected({ ...options, journal })
    const cached = trusted.contentAt(null)
    if (cached !== null) supervisor.tell({ type: 'trust', policy: cached.content.device })
    connected.#channel.start()
    connected.#giveUpSoon()
    connected.#courier.wake()
    connected.beat()
    return connected
  }

  /** Envelopes that the central refused without a receipt. */
  get marked(): number {
    return this.#courier.marked
  }

  /** The machine's settings of the content that holds now. */
  policy(): DevicePolicy | null {
    return this.#content()?.content.device ?? null
  }

  /** Why nobody can start here now; null when all is well. */
  condition(): OutOfService | null {
    const { host, secrets, outbox, time } = this.#options
    const policy = this.policy()
    if (policy?.training === false && (!host.product || secrets.kind === 'file')) return 'runtime'
    if (!outbox.healthy || !outbox.hasRoom || !this.#journalWorks) return 'diskFull'
    if (this.#courier.quarantineFull) return 'quarantineFull'
    if (this.#online === null) return 'starting'
    if (!this.#online || time.now() === null) return 'centralDown'
    if (policy === null) return this.#fetched ? 'contentExpired' : 'centralDown'
    return null
  }

  /** Whether a spare can be told what it must know. */
  canArm(): boolean {
    return this.#content() !== null && this.#options.time.anchor() !== null
  }

  /** All that a spare may know, and the policy in it; null as long as keyset, content or time are missing. */
  arm(): Armed | null {
    const { central, trusted, time, supervisor } = this.#options
    const { visit, ending } = supervisor.state
    const content = this.#content()
    const anchor = time.anchor()
    if (content === null || anchor === null) return null
    const { policySeen } = trusted.device
    const arm: Arm = {
      type: 'arm',
      central,
      ca: trusted.keyset.keyset.tlsCa,
      keyset: trusted.keyset.jws,
      content: content.jws,
      root: trusted.device.thumbprint,
      rootKey: trusted.device.root,
      sealChain: trusted.device.sealChain,
      training: content.content.device.training,
      time: anchor,
      ...(policySeen === null ? {} : { policySeen }),
      ...(visit === null && ending === null ? { sweep: true } : {}),
    }
    return { arm, keyset: trusted.keyset, content: content.content.version, policy: content.content.policy }
  }

  /** A session took this policy. A failure is no end yet: no visit begins before it is on the disk. */
  sawPolicy(seen: PolicySeen): void {
    const { trusted, log } = this.#options
    trusted.sawPolicy(seen).catch(() => log('alarm', { code: 'policy-floor-failed' }))
  }

  /** The visit is in the journal, on the disk; then it gets its certificate. Rejects when it must not start. */
  async begin(options: {
    readonly visit: VisitId
    readonly key: PublicJwk
    readonly policy: PolicySeen | null
    readonly content: number
  }): Promise<Extract<MainToSession, { type: 'begin' }>> {
    const { device, keys, central, host, build, time, trusted } = this.#options
    // Otherwise a restart could bring an older policy back.
    if (options.policy !== null) await trusted.sawPolicy(options.policy)
    const now = time.now()
    const anchor = time.anchor()
    if (now === null || anchor === null || this.#content() === null) throw new Error('no time or content')
    const certificate = await visitCertificate({
      key: keys.log,
      device: device.device,
      visit: options.visit,
      visitKey: options.key,
      central,
      now: now.at,
      build: {
        app: build.app.slice(0, 40),
        build: build.build.slice(0, 64),
        runtime: host.runtime.slice(0, 60),
        host: host.kind,
        content: options.content,
      },
    })
    await this.#journalled(() => this.#journal.begin(options.visit))
    return { type: 'begin', visit: options.visit, certificate, time: anchor }
  }

  /** The wipe receipt. */
  wiped(options: Parameters<SupervisorPorts['wiped']>[0]): Promise<void> {
    return this.#journalled(() => this.#journal.wiped(options))
  }

  /** The seal around a digest, with time where an authority is named that the asking session believes too. */
  seal({ digest, keyset }: Parameters<SupervisorPorts['seal']>[0]): Promise<Uint8Array> {
    const { keys, device, time, clock, log } = this.#options
    const timeStamp = askForTime({
      authority: () => this.#timeAuthority(keyset),
      now: () => time.now()?.at ?? null,
      monotonic: () => clock.monotonic(),
      log,
    })
    return sealWith({ key: keys.seal, chain: device.sealChain, timeStamp })(digest)
  }

  /** Makes an envelope durable and sends the courier. */
  async append({ id, jwe, keyset }: Parameters<SupervisorPorts['append']>[0]): Promise<Appended> {
    const { outbox, trusted, weigh } = this.#options
    const appended = await outbox.append({
      id,
      jwe,
      intakeKids: intakeKidsOfBoth({ now: trusted.keyset, then: keyset }),
    })
    // The courier starts after the answer was given: nothing may stand between the disk and the screen.
    setTimeout(() => {
      this.#courier.wake()
      weigh()
    }, 0)
    return appended
  }

  report(report: DeviceReport): void {
    this.#reporter.report(report)
  }

  /** Looks whether something newer holds; called now and then. */
  async look(): Promise<void> {
    if (this.#online && !this.#fetched) await this.#refresh()
  }

  async close(): Promise<void> {
    this.#cancelBeat()
    this.#cancelGrace()
    await this.#channel.close()
    await this.#reporter.close()
    await this.#courier.close()
    await this.#refreshing
    await this.#journal.close()
  }

  #content() {
    const { trusted, time } = this.#options
    return trusted.contentAt(time.now()?.at ?? null)
  }

  #timeAuthority(then: HeldKeyset | null): TimeAuthority | null {
    const now = this.#options.trusted.keyset
    const { tlsCa } = now.keyset
    const timeCa = timeCaOfBoth({ now, then })
    const address = this.policy()?.timeStamp?.address
    return address === undefined || timeCa === '' ? null : { address, tlsCa, timeCa }
  }

  async #journalled(work: () => Promise<void>): Promise<void> {
    try {
      await work()
      this.#journalWorks = true
    } catch (error) {
      this.#journalWorks = false
      throw error
    } finally {
      this.#options.weigh()
    }
  }

  #connected(connected: boolean): void {
    const { log, weigh } = this.#options
    log('channel', { code: connected ? 'connected' : 'lost' })
    if (connected) {
      this.#online = true
      this.#courier.reachable()
      void this.#refresh()
      this.#cancelGrace()
      weigh()
      this.beat()
      return
    }
    this.#giveUpSoon()
  }

  /** A short loss is not shown: the next visitor would see the screen flicker for nothing. */
  #giveUpSoon(): void {
    const { clock, weigh } = this.#options
    this.#cancelGrace()
    this.#cancelGrace = clock.after(grace, () => {
      if (this.#channel.connected) return
      this.#online = false
      weigh()
    })
  }

  #command(command: DeviceCommand): void {
    const { supervisor, log } = this.#options
    log('command', { code: command.type })
    obey({ command, supervisor, fetchNew: () => void this.#refresh() })
  }

  #refresh(): Promise<void> {
    this.#refreshing = this.#refreshing.then(async () => {
      const { trusted, supervisor, weigh, log } = this.#options
      try {
        const { reached, changed } = await refresh({ client: this.#client, trusted, log })
        this.#fetched = reached
        const policy = this.policy()
        if (changed && policy !== null) supervisor.tell({ type: 'trust', policy })
      } catch {
        log('alarm', { code: 'refresh-failed' })
        this.#fetched = false
      }
      weigh()
    })
    return this.#refreshing
  }

  /** Says how this kiosk is, now and every half minute from now. */
  beat(): void {
    const { build, outbox, supervisor, clock } = this.#options
    this.#cancelBeat()
    this.report({
      type: 'heartbeat',
      app: build.app.slice(0, 40),
      journal: this.#journal.head,
      waiting: outbox.waiting().length,
      outOfService: outOfService(supervisor.state),
    })
    this.#cancelBeat = clock.after(heartbeatEvery, () => this.beat())
  }
}
