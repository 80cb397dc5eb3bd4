/**
 * The supervisor, put together: who we are, what holds, outbox and courier, channel, journal, and the visits. Everything
 * host-independent starts here; `main/electron.ts` and the rehearsal give it a host.
 */
import * as v from 'valibot'
import type { OutOfService } from '../domain/contract/control/renderer.ts'
import { EnrolmentCode } from '../domain/contract/device/enrolment.ts'
import { defaultDevicePolicy } from '../domain/contract/device/device-policy.ts'
import type { MainBuild } from './admission.ts'
import { atMost } from './clock/at-most.ts'
import { realClock, type Clock } from './clock/clock.ts'
import { Connected } from './connected.ts'
import { realDisk, type Disk } from './custody/outbox/disk.ts'
import type { Outbox } from './custody/outbox/outbox.ts'
import { identify, type IdentityAnswer } from './device/identity.ts'
import { ensureFolder } from './files/durable.ts'
import { HealthFile, type Health } from './health.ts'
import { healthOf } from './health-of.ts'
import type { Host } from './host/host.ts'
import type { OpenExchange } from './http/exchange.ts'
import { limited } from './log/limited.ts'
import { logTo, type Log } from './log/log.ts'
import { lookAgain, Looks } from './looks.ts'
import { bootId } from './processes/boot-id.ts'
import type { SecretStore } from './secrets/secret-store.ts'
import { openStores } from './stores.ts'
import { CentralTime } from './trust/time.ts'
import { visitPorts } from './visit-ports.ts'
import { Supervisor } from './visit/supervisor.ts'

export interface KioskOptions {
  readonly host: Host
  /** Folder for device.json, outbox, journal, caches and health.json. */
  readonly state: string
  /** The central's kiosk-facing address; without it the one of the enrolment. */
  readonly central?: string | undefined
  readonly enrolmentCode?: string | undefined
  /** Asked for once the first page is being opened: to find out about a keychain takes a process of its own. */
  readonly secrets: () => Promise<SecretStore>
  /** CSS px per millimetre and reading distance / 450 mm; null: not measured. */
  readonly screen?: { readonly mm: number; readonly view: number } | null | undefined
  /** Name, version and hash of the app, for the visit certificate. */
  readonly build?: MainBuild | undefined
  readonly clock?: Clock
  /** Between 0 and 1, for waits between tries; given only by tests. */
  readonly random?: () => number
  /** Another way to the central than HTTPS; given only by simulations. */
  readonly open?: OpenExchange
  readonly log?: Log
  readonly disk?: Disk
}

export interface Kiosk {
  health(): Health
  /** Ends a visit, wipes, closes everything; the host too. Asked again, it is the same end that is waited for. */
  close(): Promise<void>
}

/** Milliseconds after which a kiosk that could not learn who it is asks again. */
const whoAgain = 2_000

/**
 * Starts the kiosk and returns as soon as its first screen is being opened; what is missing shows as out of service.
 * Rejects when the state folder or the outbox cannot be opened at all.
 */
export async function startKiosk(options: KioskOptions): Promise<Kiosk> {
  const { host, state, clock = realClock, disk = realDisk, random, open } = options
  const log = limited(options.log ?? logTo(process.stdout), clock)
  const build = options.build ?? { app: 'balie', build: 'development' }
  await ensureFolder(state)
  log('start', { host: host.kind, runtime: host.runtime })
  const healthFile = new HealthFile(state)
  let kept: Outbox | null = null
  let connected: Connected | null = null
  let missing: OutOfService = 'notEnrolled'

  const time = new CentralTime(clock, {
    onLost(why) {
      supervisor.tell({ type: 'timeLost' })
      connected?.timeLost(why)
      weigh()
    },
    onDoubt: () => connected?.timeDoubted(),
    onKnown() {
      connected?.timeKnown()
      weigh()
    },
  })
  // Its monotonic clock may have stood while the machine slept, or not: nobody promises either.
  host.onPower((event) => (event === 'resume' ? time.lose('resumed') : undefined))

  const supervisor = new Supervisor({
    host,
    policy: defaultDevicePolicy,
    clock,
    ports: visitPorts({
      connected: () => connected,
      host,
      screen: options.screen ?? null,
      dropTime: () => time.lose('refused'),
      changed: () => writeHealth(),
      log,
    }),
  })

  const health = (): Health => healthOf({ supervisor, host, outbox: kept, connected })
  let saidOutOfService: OutOfService | null | undefined
  function writeHealth(): void {
    // Before the outbox was read nobody may be told that nothing waits.
    if (kept === null) return
    const now = health()
    healthFile.set(now)
    if (now.outOfService === saidOutOfService) return
    saidOutOfService = now.outOfService
    log('outOfService', { code: now.outOfService ?? 'none' })
    // The desk is not to read for half a minute what is over.
    connected?.beat()
  }
  function weigh(): void {
    const condition = connected === null ? missing : connected.condition()
    supervisor.tell({ type: 'conditions', outOfService: condition, canArm: connected?.admission.canArm() === true })
    writeHealth()
  }

  const who = whoBy({ ...options, app: `${build.app} ${build.build}`.slice(0, 80), log })
  // The first page loads while the disk is read; nobody can start a visit before a look has said that all is well.
  supervisor.start()
  const stores = await openStores({ state, disk, secrets: options.secrets, who, log }).catch(async (error: unknown) => {
    await atMost(10_000, supervisor.close())
    await host.close()
    throw error
  })
  const { outbox, secrets } = stores
  let { early } = stores
  kept = outbox
  writeHealth()
  const boot = await bootId()

  /** Learns who this is and connects; the milliseconds until the next look. */
  async function connect(): Promise<number> {
    const asked = early ?? who(secrets)
    early = null
    const answer = await asked
    if (answer.kind !== 'known') {
      missing = answer.why
      return answer.again ? whoAgain : lookAgain
    }
    log('keys', { code: 'read' })
    // What holds when the rest cannot be opened: a journal that was tampered with is not continued.
    missing = 'runtime'
    const parts = { state, host, secrets, outbox, time, clock, log, build, boot, supervisor, random, open, weigh }
    connected = await Connected.open({ ...answer.identity, ...parts })
    return lookAgain
  }
  async function look(): Promise<number> {
    const next = connected === null ? await connect() : await connected.look().then(() => lookAgain)
    weigh()
    return next
  }
  const looks = new Looks({
    clock,
    look,
    failed() {
      log('alarm', { code: 'look-failed' })
      weigh()
    },
  })
  looks.start()

  async function close(): Promise<void> {
    const looked = looks.close()
    // A host or a central that never answers must not keep the machine from going down.
    await atMost(10_000, supervisor.close())
    await atMost(2_000, looked)
    await connected?.close()
    await outbox.close()
    await host.close()
    writeHealth()
    await healthFile.flush()
    log('stop')
  }
  let end: Promise<void> | null = null
  return { health, close: () => (end ??= close()) }
}

/** How it is found out who this kiosk is, once the store of its keys is there. */
function whoBy(of: {
  readonly state: string
  readonly central?: string | undefined
  readonly enrolmentCode?: string | undefined
  readonly app: string
  readonly log: Log
  readonly open?: OpenExchange
}): (secrets: SecretStore) => Promise<IdentityAnswer> {
  const { state, central = null, app, log, open } = of
  const code = v.safeParse(EnrolmentCode, of.enrolmentCode)
  return (secrets) => identify({ state, secrets, central, code: code.success ? code.output : null, app, log, open })
}
