/** Everything that needs this device's identity: journal, tokens, courier, channel, certificates, seal. */
import { join } from 'node:path'
import type { OutOfService } from '../domain/contract/control/renderer.ts'
import type { Arm, MainToSession } from '../domain/contract/control/session.ts'
import type { DeviceCommand, DeviceReport } from '../domain/contract/device/channel.ts'
import type { DevicePolicy } from '../domain/contract/device/device-policy.ts'
import { longestVisit } from '../domain/contract/device/lifetimes.ts'
import { paperEdition } from '../domain/contract/device/paper-edition.ts'
import type { PolicySeen } from '../domain/contract/control/policy-seen.ts'
import type { PublicJwk, VisitId } from '../domain/ids.ts'
import { DeviceChannel } from './line/channel/device-channel.ts'
import type { OpenExchange } from './http/request.ts'
import { obey } from './line/channel/obey.ts'
import { postReport } from './line/channel/post-report.ts'
import { Reporter } from './line/channel/reporter.ts'
import type { Clock } from './clock/clock.ts'
import { Courier } from './line/courier/courier.ts'
import { putEnvelope } from './line/courier/put-envelope.ts'
import { intakeKidsOfBoth, timeCaOfBoth } from './trust/both-keysets.ts'
import { CentralClient } from './line/central-client.ts'
import type { DeviceKeys } from './device/device-keys.ts'
import type { Identity } from './device/identity.ts'
import { KeysInUse } from './device/keys-in-use.ts'
import { Presence } from './line/presence.ts'
import { paths } from './http/paths.ts'
import { Renewal } from './device/renewal.ts'
import { sealable } from './device/sealable.ts'
import { Refresher } from './trust/refresher.ts'
import type { CentralTime, TimeLoss } from './trust/time.ts'
import { TimeKeeper } from './trust/time-keeper.ts'
import type { HeldKeyset } from './trust/trusted.ts'
import { visitCertificate } from './device/visit-certificate.ts'
import type { Host } from './host/host.ts'
import { believedOf, countersigned, keepCountersigned } from './custody/journal/countersigned.ts'
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

/** Milliseconds between two heartbeats. */
const heartbeatEvery = 30_000

export class Connected {
  readonly #options: ConnectedOptions & { readonly onKeys: (keys: DeviceKeys) => void }
  readonly #journal: Journal
  readonly #client: CentralClient
  readonly #channel: DeviceChannel
  readonly #reporter: Reporter
  readonly #courier: Courier
  readonly #renewal: Renewal
  readonly #keeper: TimeKeeper
  readonly #refresher: Refresher
  readonly #presence: Presence
  readonly #keys: KeysInUse
  #journalWorks = true
  #cancelBeat: () => void = () => undefined

  private constructor(
    options: ConnectedOptions & { readonly journal: Journal; readonly onKeys: (keys: DeviceKeys) => void },
  ) {
    const { central, keys, trusted, time, clock, log, outbox, supervisor } = options
    const random = options.random ?? Math.random
    this.#options = options
    const busy = (): boolean => supervisor.state.visit !== null || supervisor.state.ending !== null
    this.#keys = new KeysInUse({
      first: { keys, sealChain: trusted.device.sealChain },
      busy,
      onSwap: (now) => this.#renewed(now.keys),
    })
    this.#journal = options.journal
    this.#client = new CentralClient({
      central,
      device: trusted.device.device,
      key: () => this.#keys.now.keys.auth,
      ca: () => trusted.keyset.keyset.tlsCa,
      time,
      clock,
      open: options.open,
      onRefused: () => this.#renewal.refused(),
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
      post: (body) => this.#client.askPlainly({ method: 'POST', path: paths.renewal, body, type: 'application/jose' }),
      onKeys: (next) => this.#keys.take(next),
      onChange: () => options.weigh(),
    })
    this.#refresher = new Refresher({
      client: this.#client,
      trusted,
      clock,
      log,
      onChange: () => this.#tellTrust(),
      onDone: () => options.weigh(),
    })
    this.#presence = new Presence({ clock, connected: () => this.#channel.connected, onAway: () => options.weigh() })
    this.#keeper = new TimeKeeper({ time, clock, ask: () => this.#client.askTime() })
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
    this.#reporter = new Reporter({
      post: (report) => postReport(this.#client, report, (jws) => keepCountersigned(believedOf(options), jws, log)),
      clock,
      random,
    })
    this.#channel = new DeviceChannel({
      client: this.#client,
      clock,
      random,
      onCommand: (command) => this.#command(command),
      onConnected: (connected) => this.#connected(connected),
      onTime: ({ stated, sent, received }) => time.learn({ stated, sent, received, granularity: 1 }),
      onLateTime: (late) => time.heard(late),
    })
  }

  /** Opens the journal (closing a visit that a restart ended), starts channel and courier. */
  static async open(options: ConnectedOptions): Promise<Connected> {
    const { state, host, boot, time, clock, trusted, supervisor } = options
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
    const connected = new Connected({ ...options, journal, onKeys: (renewed) => (keys = renewed) })
    const cached = trusted.contentAt(null)
    if (cached !== null) supervisor.tell({ type: 'trust', policy: cached.content.device })
    connected.#channel.start()
    connected.#presence.left()
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
    if (this.#presence.online === null) return 'starting'
    if (this.#renewal.waitsForApproval) return 'approvalNeeded'
    if (!this.#presence.online) return 'centralDown'
    if (time.now() === null) return 'clockUnknown'
    if (policy === null) return this.#refresher.fetched ? 'contentExpired' : 'centralDown'
    // Nobody is to sign and hear at the last step that it was for nothing.
    return this.#canSeal() ? null : 'keysEnded'
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
      sealChain: this.#keys.now.sealChain,
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
    const { central, host, build, time, trusted } = this.#options
    // Otherwise a restart could bring an older policy back.
    if (options.policy !== null) await trusted.sawPolicy(options.policy)
    const now = time.now()
    const anchor = time.anchor()
    if (now === null || anchor === null || this.#content() === null) throw new Error('no time or content')
    if (!this.#canSeal()) throw new Error('what is signed could not be sealed')
    const certificate = await visitCertificate({
      key: this.#keys.now.keys.log,
      device: trusted.device.device,
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
        paper: paperEdition,
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
    const { time, clock, log } = this.#options
    const timeStamp = askForTime({
      authority: () => this.#timeAuthority(keyset),
      now: () => time.now()?.at ?? null,
      monotonic: () => clock.monotonic(),
      log,
      open: this.#options.open,
    })
    // Time without a name for it seals nothing: the stamp and the signature would say different hours.
    if (time.now() === null) return Promise.reject(new Error('no time'))
    const { keys, sealChain } = this.#keys.now
    return sealWith({ key: keys.seal, chain: sealChain, timeStamp })(digest)
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
    this.#keys.settle()
    await this.#renewal.look()
    if (this.#presence.online && this.#refresher.due) await this.#refresher.fetch()
  }

  /** The time was lost: it is asked for until it is known. `resumed`: the line may have died while the machine slept. */
  timeLost(why: TimeLoss): void {
    this.#options.log('time', { code: why })
    if (why === 'resumed') this.#channel.reconnect()
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
    this.#cancelBeat()
    this.#presence.close()
    this.#keeper.close()
    await this.#channel.close()
    await this.#reporter.close()
    await this.#courier.close()
    await this.#refresher.close()
    await this.#renewal.close()
    await this.#journal.close()
  }

  /** Until the longest end that a visit can have, whatever the time really is within its uncertainty. */
  #canSeal(): boolean {
    const { trusted, time } = this.#options
    const now = time.now()
    if (now === null) return false
    const { at, uncertainty } = now
    const means = {
      sealChain: this.#keys.now.sealChain,
      key: this.#keys.now.keys.seal.public,
      sealCa: trusted.keyset.keyset.sealCa,
    }
    return sealable(means, { from: at, until: at + uncertainty + longestVisit })
  }

  #renewed(keys: DeviceKeys): void {
    this.#options.onKeys(keys)
    this.#client.forgetToken()
    this.#channel.nudge()
    // Spares were told the old certificate.
    this.#tellTrust()
    this.#options.weigh()
  }

  #tellTrust(): void {
    const policy = this.policy()
    if (policy !== null) this.#options.supervisor.tell({ type: 'trust', policy })
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
      this.#presence.came()
      this.#courier.reachable()
      void this.#refresher.fetch()
      weigh()
      this.beat()
      return
    }
    this.#presence.left()
  }

  #command(command: DeviceCommand): void {
    const { supervisor, log } = this.#options
    log('command', { code: command.type })
    obey({ command, supervisor, fetchNew: () => void this.#refresher.fetch() })
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
