/** One hospital, one kiosk, one line, and clocks that can be moved: the real central and the real supervisor. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { decodeJwt } from 'jose'
import * as v from 'valibot'
import { startCentral, type Central } from '../../../central/compose.ts'
import { Keyset } from '../../../domain/contract/device/keyset.ts'
import { lifetimes, slewing } from '../../../domain/contract/device/lifetimes.ts'
import type { Clock } from '../../../main/clock/clock.ts'
import { realDisk } from '../../../main/custody/outbox/disk.ts'
import { DeviceFile } from '../../../main/trust/device-file.ts'
import { sealLife } from '../../../main/device/sealable.ts'
import { startKiosk, type Kiosk } from '../../../main/kiosk.ts'
import { fileStore } from '../../../main/secrets/file-store.ts'
import { MemoryHost } from '../../main/support/memory-host.ts'
// Loaded before time begins: reading a module is work that nothing here counts.
import '../../../main/device/certificate-request.ts'
import { Line, type LineState } from './line.ts'
import { Sessions } from './session.ts'
import type { SimulatedTime } from './time.ts'

export class Violation extends Error {
  override name = 'Violation'
}

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** The kiosk's quartz runs this much too fast. */
const quartz = 40e-6
/** What a kiosk may need, milliseconds: to be in service once the line is there, and to notice that the time is wrong. */
const limits = { closed: 60_000, wrong: 20_000 } as const

export class World {
  readonly time: SimulatedTime
  readonly folder = mkdtempSync(join(tmpdir(), 'balie-year-'))
  readonly line: Line
  central: Central | null = null
  kiosk: Kiosk | null = null
  host = new MemoryHost()
  sessions: Sessions
  readonly figures = {
    visits: 0,
    seals: 0,
    forms: 0,
    renewals: 0,
    timeLost: 0,
    longestClosed: 0,
    longestWrong: 0,
    unanswered: 0,
  }
  readonly log: string[] = []
  /** Milliseconds by which the central's clock, the wall clock, and the monotonic clock differ from the true time. */
  #centralBy = 0
  #wallBy = 0
  #asleep = 0
  #closedSince: number | null = null
  #wrongSince: number | null = null
  #lineSince = 0
  #account = ''
  readonly #start: number

  constructor(options: { readonly time: SimulatedTime; readonly start: number }) {
    this.time = options.time
    this.#start = options.start
    this.line = new Line({
      time: this.time,
      central: () => this.central,
      clocks: { central: () => this.centralNow(), wall: () => this.#start + this.time.now + this.#wallBy },
    })
    this.sessions = this.#sessions()
  }

  #sessions(): Sessions {
    const { host, time, line } = this
    return new Sessions({ host, time, line, monotonic: () => this.monotonic() })
  }

  centralNow(): number {
    return this.#start + this.time.now + this.#centralBy
  }

  monotonic(): number {
    return (this.time.now - this.#asleep) * (1 + quartz)
  }

  async openCentral(): Promise<void> {
    this.central = await startCentral({
      data: join(this.folder, 'central'),
      training: true,
      port: 0,
      staffPort: 0,
      markers: false,
      now: () => new Date(this.centralNow()),
    })
    this.#disturbed()
  }

  async closeCentral(): Promise<void> {
    const { central } = this
    this.central = null
    this.line.breakStreams()
    await central?.close()
  }

  async openKiosk(random: () => number): Promise<void> {
    this.host = new MemoryHost()
    this.sessions = this.#sessions()
    const clock: Clock = {
      monotonic: () => this.monotonic(),
      wall: () => this.#start + this.time.now + this.#wallBy,
      after: (milliseconds, action) => this.time.after(milliseconds / (1 + quartz), action),
    }
    const state = join(this.folder, 'kiosk')
    this.kiosk = await startKiosk({
      host: this.host,
      state,
      central: this.central?.kiosk,
      enrolmentCode: this.central?.enrolmentCode,
      secrets: () => Promise.resolve(fileStore({ folder: join(state, 'secrets'), training: true })),
      clock,
      random,
      open: this.line.open,
      disk: realDisk,
      log: (event, fields) => {
        if (event === 'time') this.figures.timeLost += 1
        if (['alarm', 'time', 'keys', 'channel', 'outOfService', 'delivery', 'visitEnded'].includes(event))
          this.#note(`${event} ${fields?.code ?? ''}`)
      },
    })
    this.#disturbed()
  }

  async closeKiosk(): Promise<void> {
    const closing = this.kiosk?.close()
    this.kiosk = null
    let closed = false
    void closing?.then(() => (closed = true))
    for (let turn = 0; turn < 400 && !closed; turn += 1) await this.time.run(100)
  }

  device(): DeviceFile {
    return v.parse(DeviceFile, JSON.parse(readFileSync(join(this.folder, 'kiosk', 'device.json'), 'utf8')))
  }

  /** Runs at full speed, looking after each batch of timers. */
  run(milliseconds: number): Promise<void> {
    return this.time.run(milliseconds, () => this.look())
  }

  /** Quiet hours. */
  pass(milliseconds: number): void {
    this.time.pass(milliseconds)
    if (this.#closedSince !== null) this.#closedSince += milliseconds
    if (this.#wrongSince !== null) this.#wrongSince += milliseconds
    this.#lineSince += milliseconds
  }

  #note(what: string): void {
    this.log.push(`${(this.time.now / day).toFixed(5)} ${what}`)
    if (this.log.length > 200) this.log.shift()
  }

  cut(state: LineState): void {
    this.#note(`line ${state}`)
    this.line.set(state)
    this.#disturbed()
  }

  stepCentral(by: number): void {
    this.#centralBy += by
  }

  stepWall(by: number): void {
    this.#wallBy += by
  }

  /** The machine stands still. `told`: the host hears of it; `notices`: the wall clock goes on meanwhile. */
  sleep(milliseconds: number, { told, notices }: { readonly told: boolean; readonly notices: boolean }): void {
    if (told) this.host.power('suspend')
    this.pass(milliseconds)
    this.#asleep += milliseconds
    if (!notices) this.#wallBy -= milliseconds
    if (told) this.host.power('resume')
  }

  #disturbed(): void {
    this.#lineSince = this.time.now
  }

  get inService(): boolean {
    const health = this.kiosk?.health()
    return health !== undefined && health.outOfService === null && (health.frontReady || health.visit)
  }

  /** What must hold at every moment. */
  look(): void {
    const { kiosk, figures } = this
    const now = this.time.now
    if (kiosk === null) return
    const reachable = this.line.state === 'up' && this.central !== null
    if (this.inService || !reachable) this.#closedSince = null
    else {
      this.#closedSince ??= now
      const since = Math.max(this.#closedSince, this.#lineSince)
      const closed = now - since
      figures.longestClosed = Math.max(figures.longestClosed, closed)
      if (closed > limits.closed)
        this.fail(`closed for ${closed} ms although the line is up (${kiosk.health().outOfService})`)
    }
  }

  /** A visit's clock in service must be right; called with how far it is beyond its own uncertainty. */
  rightTime(wrong: number): void {
    if (wrong <= 0) this.#wrongSince = null
    else {
      this.#wrongSince ??= this.time.now
      const since = this.time.now - this.#wrongSince
      this.figures.longestWrong = Math.max(this.figures.longestWrong, since)
      if (since > limits.wrong) this.fail(`served for ${since} ms with a time that is ${Math.round(wrong)} ms wrong`)
    }
  }

  /** Nothing may be older than two thirds of its life while the line is up. */
  fresh(): void {
    const { central } = this
    if (central === null || this.line.state !== 'up') return
    const now = this.centralNow()
    const share = (name: string, from: number, until: number): void => {
      const lived = (now - from) / (until - from)
      if (lived > 2 / 3) this.fail(`${name} has lived ${lived.toFixed(2)} of its life`)
    }
    const keyset = v.parse(Keyset, decodeJwt(central.house.keyset))
    share('the Keyset', Date.parse(keyset.issuedAt), Date.parse(keyset.notAfter))
    const until = Date.parse(central.content.bundle.validUntil)
    share('the content', until - lifetimes.content, until)
    const tls = new X509Certificate(central.tlsCertificate())
    share('the TLS certificate', Date.parse(tls.validTo) - lifetimes.tls, Date.parse(tls.validTo))
    const life = sealLife(this.device().sealChain)
    if (life === null) this.fail('no seal certificate')
    else share('the seal certificate', life.from, life.until)
    const { account } = this.device()
    if (account !== this.#account) this.figures.renewals += 1
    this.#account = account
  }

  fail(why: string): never {
    throw new Violation(`day ${(this.time.now / day).toFixed(3)}: ${why}\n${this.log.slice(-25).join('\n')}`)
  }

  async close(): Promise<void> {
    await this.closeKiosk()
    await this.closeCentral()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export { slewing }
