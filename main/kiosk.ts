/**
 * The supervisor, put together: who we are, what holds, outbox and courier, channel, journal, and the visits. Everything
 * host-independent starts here; `main/electron.ts` and the rehearsal give it a host.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { EnrolmentCode } from '../domain/contract/device/enrolment.ts'
import { defaultDevicePolicy } from '../domain/contract/device/device-policy.ts'
import { realClock, type Clock } from './clock/clock.ts'
import { Connected, type MainBuild } from './connected.ts'
import { readDevice } from './trust/device-file.ts'
import { identify, type IdentityAnswer } from './device/identity.ts'
import { CentralTime } from './trust/time.ts'
import type { OpenExchange } from './http/request.ts'
import { ensureFolder } from './files/durable.ts'
import { HealthFile, type Health } from './health.ts'
import type { Host } from './host/host.ts'
import { limited } from './log/limited.ts'
import { logTo, type Log } from './log/log.ts'
import { realDisk, type Disk } from './custody/outbox/disk.ts'
import { Outbox } from './custody/outbox/outbox.ts'
import type { SecretStore } from './secrets/secret-store.ts'
import { outOfService } from './visit/state.ts'
import { Supervisor } from './visit/supervisor.ts'
import type { OutOfService } from '../domain/contract/control/renderer.ts'

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

/** Milliseconds between two looks at what may have healed by itself: keychain, disk, content, central. */
const lookAgain = 15_000

/**
 * Starts the kiosk and returns as soon as its first screen is being opened; what is missing shows as out of service.
 * Rejects when the state folder or the outbox cannot be opened at all.
 */
export async function startKiosk(options: KioskOptions): Promise<Kiosk> {
  const { host, state, clock = realClock, disk = realDisk } = options
  const log = limited(options.log ?? logTo(process.stdout), clock)
  const build = options.build ?? { app: 'balie', build: 'development' }
  const code = v.safeParse(EnrolmentCode, options.enrolmentCode)
  await ensureFolder(state)
  log('start', { host: host.kind, runtime: host.runtime })
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
  const healthFile = new HealthFile(state)
  let kept: Outbox | null = null
  let connected: Connected | null = null
  let missing: OutOfService = 'notEnrolled'
  let closing = false
  let cancel: () => void = () => undefined
  let looking: Promise<void> = Promise.resolve()

  const supervisor = new Supervisor({
    host,
    policy: defaultDevicePolicy,
    clock,
    ports: {
      arm: () => connected?.arm() ?? null,
      machine: () => ({
        type: 'machine',
        host: host.kind,
        training: connected?.policy()?.training ?? true,
        mm: options.screen?.mm ?? null,
        view: options.screen?.view ?? null,
      }),
      sawPolicy: (seen) => connected?.sawPolicy(seen),
      begin: (begin) => connected?.begin(begin) ?? Promise.reject(new Error('not connected')),
      wiped: (wiped) => connected?.wiped(wiped) ?? Promise.reject(new Error('not connected')),
      seal: (seal) => connected?.seal(seal) ?? Promise.reject(new Error('not connected')),
      append: (envelope) => connected?.append(envelope) ?? Promise.reject(new Error('not connected')),
      dropTime: () => time.lose('refused'),
      report: (report) => connected?.report(report),
      changed: () => writeHealth(),
      log,
    },
  })

  let saidOutOfService: OutOfService | null | undefined
  function health(): Health {
    const now = supervisor.state
    return {
      step: now.visit?.step ?? 'attract',
      painted: supervisor.painted,
      outOfService: outOfService(now),
      waiting: kept?.waiting().length ?? 0,
      marked: connected?.marked ?? 0,
      host: host.kind,
      runtime: host.runtime,
      frontReady: now.front?.phase === 'armed' && now.visit === null,
      spareReady: now.spare?.phase === 'armed',
      visit: now.visit !== null,
      lastWipe: supervisor.lastWipe,
      pid: process.pid,
    }
  }
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
    supervisor.tell({ type: 'conditions', outOfService: condition, canArm: connected?.canArm() === true })
    writeHealth()
  }

  async function look(): Promise<void> {
    let next = lookAgain
    if (connected === null) {
      const asked = early ?? who(secrets)
      early = null
      const answer = await asked
      if (answer.kind === 'known') {
        log('keys', { code: 'read' })
        // What holds when the rest cannot be opened: a journal that was tampered with is not continued.
        missing = 'runtime'
        connected = await Connected.open({
          ...answer.identity,
          state,
          host,
          secrets,
          outbox,
          time,
          clock,
          log,
          build,
          boot,
          supervisor,
          random: options.random,
          open: options.open,
          weigh,
        })
      } else {
        missing = answer.why
        if (answer.again) next = Math.min(lookAgain, 2_000)
      }
    } else {
      await outbox.prepare()
      await connected.look()
    }
    weigh()
    if (!closing) cancel = clock.after(next, lookSafely)
  }
  function lookSafely(): void {
    looking = look().catch(() => {
      log('alarm', { code: 'look-failed' })
      weigh()
      if (!closing) cancel = clock.after(lookAgain, lookSafely)
    })
  }

  const who = (store: SecretStore): Promise<IdentityAnswer> =>
    identify({
      state,
      secrets: store,
      central: options.central ?? null,
      code: code.success ? code.output : null,
      app: `${build.app} ${build.build}`.slice(0, 80),
      log,
      open: options.open,
    })
  /** Who this is, asked while the outbox is read. */
  let early: Promise<IdentityAnswer> | null = null
  // The first page loads while the disk is read; nobody can start a visit before `look` has said that all is well.
  supervisor.start()
  const [outbox, secrets] = await Promise.all([
    Outbox.open({
      folder: join(state, 'outbox'),
      disk,
      alarm: (alarm) => log('alarm', { code: `outbox-${alarm}` }),
    }),
    options.secrets().then(async (store) => {
      // Nobody is enrolled before the outbox is known to work. What cannot be read is `look`'s to say and to try again.
      const there = await readDevice(state).catch(() => 'none' as const)
      if (there !== 'none') early = who(store)
      early?.catch(() => undefined)
      return store
    }),
  ]).catch(async (error: unknown) => {
    await atMost(10_000, supervisor.close())
    await host.close()
    throw error
  })
  kept = outbox
  writeHealth()
  const boot = await bootId()
  lookSafely()
  async function close(): Promise<void> {
    closing = true
    cancel()
    // A host or a central that never answers must not keep the machine from going down.
    await atMost(10_000, supervisor.close())
    await atMost(2_000, looking)
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

/** Waits for the work, but no longer than so many milliseconds. */
function atMost(milliseconds: number, work: Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const enough = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  return Promise.race([work, enough]).finally(() => clearTimeout(timer))
}

/** The machine's boot id, so that restarts show in the journal; "unknown" where there is none. */
async function bootId(): Promise<string> {
  try {
    return (await readFile('/proc/sys/kernel/random/boot_id', 'latin1')).trim()
  } catch {
    return 'unknown'
  }
}
