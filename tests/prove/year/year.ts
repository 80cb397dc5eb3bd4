/**
 * A year and a month of one kiosk and its central: visits, clocks that step, sleep, lines that break, restarts, absences.
 * What must never happen throws a {@link Violation}.
 */
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { webcrypto } from 'node:crypto'
import * as v from 'valibot'
import { EnvelopeId, Sha256 } from '../../../domain/ids.ts'
import { signedData } from '../../../domain/verify/base/cms.ts'
import { portOver } from '../../../domain/verify/base/subtle-port.ts'
import { makeEnvelope } from '../../central/support/visit.ts'
import { newPair, type TestKiosk } from '../../central/support/kiosk.ts'
import { readRecord, wrongBy, type LiveVisit } from './session.ts'
import { SimulatedTime } from './time.ts'
import { day, hour, minute, World } from './world.ts'
import { databaseOf } from '../../central/support/database.ts'

export interface YearOptions {
  readonly days: number
  readonly seed: number
  /** Days between two whole forms; each is composed, sealed, sent and stored as in a hospital. */
  readonly formEvery: number
}

export interface YearFigures {
  readonly days: number
  readonly visits: number
  readonly seals: number
  readonly forms: number
  readonly renewals: number
  readonly timeLost: number
  /** Milliseconds. */
  readonly longestClosed: number
  readonly longestWrong: number
  readonly unanswered: number
}

/** A moment of 2026 on which nothing else depends. */
const start = Date.parse('2026-03-02T07:30:00Z')
const port = portOver(webcrypto.subtle)

/** mulberry32: the same seed gives the same year. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Lives through the days. Rejects with a Violation at the first thing that must not be. */
export async function liveThrough(options: YearOptions): Promise<YearFigures> {
  const time = new SimulatedTime()
  const uninstall = time.install()
  const world = new World({ time, start })
  const year = new Year(world, options)
  try {
    await year.live()
    return { days: options.days, ...world.figures }
  } finally {
    await world.close().catch(() => undefined)
    uninstall()
  }
}

class Year {
  readonly #world: World
  readonly #options: YearOptions
  readonly #random: () => number
  readonly #signed: EnvelopeId[] = []

  constructor(world: World, options: YearOptions) {
    this.#world = world
    this.#options = options
    this.#random = randomOf(options.seed)
  }

  async live(): Promise<void> {
    const world = this.#world
    await world.openCentral()
    await world.openKiosk(this.#random)
    await world.run(65_000)
    const { device } = world.device()
    for (let today = 1; today <= this.#options.days; today += 1) {
      await this.#day(today)
      if (world.device().device !== device) world.fail('the kiosk is another one')
    }
    await this.#allDelivered()
    await this.#withdrawn()
  }

  async #day(today: number): Promise<void> {
    const world = this.#world
    world.pass(day - 20 * minute)
    await world.run(16_000)
    world.fresh()
    const on = (every: number, at = 0): boolean => today % every === at
    // Early, so that what goes wrong then is seen soon.
    if (today === 25) await this.#away('off', 40)
    if (today === 180) await this.#away('line', 40)
    if (on(7, 3)) await this.#stepsInVisit([10, -10, 5, -5][Math.floor(today / 7) % 4] ?? 10)
    if (on(9, 4)) await this.#sleeps({ told: on(2), notices: true })
    if (on(11, 5)) await this.#sleeps({ told: false, notices: false })
    if (on(13, 6)) await this.#lineBreaks(on(2) ? 'refused' : 'silent')
    // Then none any more: what is renewed only at a start would stay unseen.
    if (today < 110 && on(17, 7)) await this.#restarts()
    if (on(19, 8)) this.#world.stepWall((on(2) ? 5 : -5) * hour)
    if (on(60, 20)) await this.#yesterday()
    if (on(this.#options.formEvery, 2)) await this.#form({ cut: on(2), step: 0 })
    if (on(this.#options.formEvery * 2, 5)) await this.#form({ cut: true, step: -10 * minute })
    await this.#visit({ stays: on(5) ? 3.4 * hour : 5_000 })
  }

  /** Touches until somebody is served; the kiosk may be closed for a moment, never for long (World.look). */
  async #begin(): Promise<LiveVisit> {
    const world = this.#world
    for (let turn = 0; turn < 300; turn += 1) {
      const visit = world.inService ? await world.sessions.begin(world.host) : null
      if (visit !== null) {
        world.figures.visits += 1
        world.rightTime(wrongBy(visit, world.centralNow()))
        return visit
      }
      await world.run(500)
    }
    return world.fail('nobody could begin for 150 s')
  }

  /** A visit until its seal; what main ended before does not count, what fails at the seal does. */
  async #visit({ stays }: { readonly stays: number }): Promise<void> {
    const visit = await this.#begin()
    await this.#read(visit)
    // Nothing has moved: whoever was let in must be served.
    if (!visit.alive()) this.#world.fail('a visit ended at its first word with the central')
    await this.#stay(visit, stays)
    await this.#seal(visit)
    await this.#end(visit)
  }

  async #read(visit: LiveVisit): Promise<void> {
    const world = this.#world
    const answer = await readRecord(world.time, visit)
    if (answer === null || !visit.alive()) return
    world.figures.unanswered += 1
    if (answer !== 'unreachable') world.fail(`a visit's proof was answered by "${answer}"`)
  }

  async #stay(visit: LiveVisit, milliseconds: number): Promise<void> {
    const world = this.#world
    visit.pair.session({ type: 'step', step: 'question' })
    for (let left = milliseconds; left > 0; left -= 5 * minute) {
      if (!visit.alive()) return
      if (milliseconds > hour) world.pass(Math.min(left, 5 * minute) - 1_000)
      visit.pair.renderer({ type: 'activity' })
      await world.run(milliseconds > hour ? 1_000 : Math.min(left, 5 * minute))
      if (visit.alive()) world.rightTime(wrongBy(visit, world.centralNow()))
    }
  }

  async #seal(visit: LiveVisit): Promise<void> {
    const world = this.#world
    if (!visit.alive()) return
    visit.pair.session({ type: 'step', step: 'sealing' })
    const envelope = v.parse(EnvelopeId, crypto.randomUUID())
    const sha256 = v.parse(Sha256, Buffer.alloc(32, 7).toString('base64url'))
    let cms: Uint8Array | null | undefined
    void visit.custody.seal({ envelope, sha256 }).then((answer) => (cms = answer))
    for (let turn = 0; turn < 100 && cms === undefined && visit.alive(); turn += 1) await world.run(100)
    if (!visit.alive()) return
    if (cms === undefined || cms === null) return world.fail('a visit ended at its seal')
    const { certificates, signer } = await signedData(port, cms, 'sealForm')
    const at = visit.clock.milliseconds()
    const leaf = new X509Certificate(Buffer.from(signer.der))
    if (certificates.length === 0 || Date.parse(leaf.validFrom) > at || Date.parse(leaf.validTo) < at)
      world.fail('a seal by a certificate that has ended')
    const wrong = wrongBy(visit, world.centralNow())
    if (wrong > 0) world.fail(`a seal with a time that is ${Math.round(wrong)} ms wrong`)
    world.figures.seals += 1
  }

  async #end({ pair, gateway, alive }: LiveVisit): Promise<void> {
    gateway.close()
    if (alive()) pair.renderer({ type: 'stop' })
    await this.#world.run(1_500)
  }

  async #stepsInVisit(by: number): Promise<void> {
    const world = this.#world
    const visit = await this.#begin()
    await this.#read(visit)
    world.stepCentral(by * minute)
    await this.#stay(visit, 40_000)
    if (visit.alive()) world.fail('a visit went on under a wrong clock')
    await world.run(20_000)
  }

  async #sleeps(how: { readonly told: boolean; readonly notices: boolean }): Promise<void> {
    const world = this.#world
    const visit = await this.#begin()
    world.sleep(how.notices ? 8 * hour : 40 * minute, how)
    // A wall clock that leapt is noticed at once, with or without the machine's word.
    await world.run(how.notices ? 3_000 : 25_000)
    if (visit.alive()) world.fail('a visit went on after a sleep')
    await world.run(40_000)
  }

  async #lineBreaks(how: 'refused' | 'silent'): Promise<void> {
    const world = this.#world
    world.cut(how)
    await world.run(5 * minute + this.#random() * minute)
    world.cut('up')
    await world.run(70_000)
  }

  async #restarts(): Promise<void> {
    const world = this.#world
    await world.closeCentral()
    await world.run(90_000)
    await world.openCentral()
    await world.run(70_000)
  }

  /** The central is brought back to yesterday: it does not know the newest keys. */
  async #yesterday(): Promise<void> {
    const world = this.#world
    const { central } = world
    const known = (await central?.deviceTable.find(world.device().device))?.keys ?? []
    if (central === null || known.length < 2) return
    databaseOf(central).exec('DELETE FROM device_keys WHERE serial = (SELECT max(serial) FROM device_keys)')
    databaseOf(central).exec(
      'UPDATE device_keys SET replaced_at = NULL WHERE serial = (SELECT max(serial) FROM device_keys)',
    )
    world.line.breakStreams()
    // Tokens of the old keys live for five minutes more.
    world.pass(6 * minute)
    await world.run(70_000)
  }

  /** Nobody for so many days: switched off, or standing there without a line. A signed form waits through it. */
  async #away(how: 'off' | 'line', days: number): Promise<void> {
    const world = this.#world
    await this.#form({ cut: true, step: 0, stays: true })
    if (how === 'off') await world.closeKiosk()
    world.cut('silent')
    world.pass(days * day)
    await world.run(3 * minute)
    // The central may be slow in giving keys: until it does, nobody may begin what could not be sealed.
    world.line.blocked.add('/enrolment/renewal')
    world.cut('up')
    if (how === 'off') await world.openKiosk(this.#random)
    for (let turn = 0; turn < 60; turn += 1) {
      await world.run(500)
      if (turn === 20) world.line.blocked.clear()
      if (world.inService) await this.#visit({ stays: 1_000 })
    }
    await world.run(30_000)
    if (!world.inService) world.fail('the kiosk did not come back')
    await this.#allDelivered()
  }

  /** A whole form. `cut`: the line goes before it is sealed; `step`: then the central's clock moves. */
  async #form(how: { readonly cut: boolean; readonly step: number; readonly stays?: boolean }): Promise<void> {
    const world = this.#world
    const { central } = world
    if (central === null) return
    const visit = await this.#begin()
    await this.#read(visit)
    if (!visit.alive()) return
    visit.pair.session({ type: 'step', step: 'sealing' })
    const made: { stored: EnvelopeId | null } = { stored: null }
    const signing = makeEnvelope(central, join(world.folder, 'central'), await standIn(world), {
      real: {
        ...visit,
        custody: {
          seal: (request) => {
            if (how.cut) world.cut('silent')
            return visit.custody.seal(request)
          },
          store: async (request) => {
            const durable = await visit.custody.store(request)
            if (durable) made.stored = request.envelope
            return durable
          },
        },
      },
    })
    const end = { over: false, why: '' }
    void signing.then(
      () => (end.over = true),
      (error: unknown) => Object.assign(end, { over: true, why: String(error) }),
    )
    for (let turn = 0; turn < 300 && !end.over; turn += 1) await world.run(50)
    const { stored } = made
    if (stored === null) return world.fail(`a form was not stored: ${end.why}`)
    this.#signed.push(stored)
    world.figures.forms += 1
    world.stepCentral(how.step)
    await this.#end(visit)
    if (how.stays === true) return
    if (how.cut) world.cut('up')
    await world.run(60_000)
    await this.#allDelivered()
  }

  /** So that the same mother may ask again: what she asked for before is taken out of the record. */
  #dealtWith(): void {
    for (const table of ['fhir_resources', 'fhir_index'])
      if (this.#world.central !== null)
        databaseOf(this.#world.central).exec(`DELETE FROM ${table} WHERE type IN ('Consent', 'Task', 'RelatedPerson')`)
  }

  /** Every form that was signed is stored once, and none waits. */
  async #allDelivered(): Promise<void> {
    const world = this.#world
    for (let turn = 0; turn < 24 && (world.kiosk?.health().waiting ?? 0) > 0; turn += 1) await world.run(5_000)
    if ((world.kiosk?.health().waiting ?? 0) > 0) world.fail('a form still waits two minutes after the line is back')
    for (const id of this.#signed) {
      const row = await world.central?.ledger.find(id)
      if (row?.reason !== null)
        world.fail(`a form was ${row === undefined ? 'lost' : `quarantined: ${row?.reason} ${row?.detail}`}`)
    }
    this.#dealtWith()
    const documents = world.central?.store.all('DocumentReference') ?? []
    const masters = documents.filter(
      (one) => one.resourceType === 'DocumentReference' && one.masterIdentifier !== undefined,
    )
    if (masters.length > 0 && masters.length !== this.#signed.length)
      world.fail(`${masters.length} forms are stored of ${this.#signed.length} that were signed`)
  }

  /** A withdrawn kiosk never comes back. */
  async #withdrawn(): Promise<void> {
    const world = this.#world
    const { device } = world.device()
    const sets = async (): Promise<number> => (await world.central?.deviceTable.find(device))?.keys.length ?? 0
    await world.central?.deviceTable.withdraw(device, new Date(world.centralNow()))
    const before = await sets()
    await world.closeKiosk()
    world.pass(40 * day)
    const last = world.kiosk
    await world.openKiosk(this.#random)
    await world.time.run(3 * minute)
    if (last !== null || world.inService || (await sets()) !== before) world.fail('a withdrawn kiosk came back')
  }
}

/** What makes an envelope asks for a kiosk; main signs instead. */
async function standIn(world: World): Promise<TestKiosk> {
  const pair = await newPair()
  const never = (): Promise<never> => Promise.reject(new Error('main signs'))
  return {
    device: world.device().device,
    auth: pair,
    log: pair,
    seal: { chain: [], sign: never },
    sealChain: '',
    token: never,
    assertion: never,
  }
}
