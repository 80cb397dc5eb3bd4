/**
 * The whole of Balie on one machine for a test: the real central as a process of its own, the kiosk in one of its two
 * hosts as nobody, on a display without a screen.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { _electron, chromium, type Browser, type ElectronApplication, type Page } from 'playwright'
import { killTree, treeOf } from '../../main/host/browser/process-tree.ts'
import { startCentral, type CentralReady } from '../../main/start/central.ts'
import { findElectron } from '../electron-runtime/find-electron.ts'
import { root } from '../runner/commands.ts'
import { commandLine } from './command-line.ts'
import { frontPage } from './front-page.ts'
import { startXDisplay, type XDisplay } from './x-display.ts'
import {
  give,
  privateFolders,
  readableCheckout,
  unprivileged,
  unprivilegedProgram,
  type PrivateFolders,
} from './unprivileged.ts'

export type SceneHost = 'rehearsal' | 'electron'

export interface LogLine {
  readonly event: string
  readonly [field: string]: unknown
}

export interface Kiosk {
  /** Everything that main has logged so far: content-free by construction. */
  readonly log: readonly LogLine[]
  /** Resolves with the first line from `since` on that fits; rejects after `seconds`. */
  logged(
    fits: (line: LogLine) => boolean,
    options?: { readonly since?: number; readonly seconds?: number },
  ): Promise<LogLine>
  step(step: string, options?: { readonly since?: number; readonly seconds?: number }): Promise<LogLine>
  /** Playwright's hand on Electron's main process; null in the rehearsal and without `debug`. */
  readonly electron: ElectronApplication | null
  /** Main's own pid. */
  readonly pid: number
  /** The session process of the visit that runs now: the oldest of the two. */
  sessionPid(): Promise<number>
  /** Playwright's hand on the page that is shown now; only when the scene was started with `debug`. */
  page(): Promise<Page>
  /** SIGKILL for main alone. */
  kill(): Promise<void>
  /** What a power cut does: SIGKILL for main and everything below it at once; rejects when a process outlives it. */
  killAll(): Promise<void>
  stop(): Promise<void>
}

export interface Scene {
  readonly host: SceneHost
  readonly central: CentralReady & { readonly pid: number; readonly data: string }
  readonly display: XDisplay
  /** The kiosk's state folder. */
  readonly state: string
  readonly folders: PrivateFolders
  startKiosk(options?: { readonly policy?: 'keep' }): Promise<Kiosk>
  /** One more kiosk of this hospital, with a state folder of its own, enrolled with this code. */
  anotherKiosk(enrolmentCode: string): Promise<Kiosk & { readonly state: string }>
  /** Starts one more kiosk on the same state folder and waits for its end: exit code and what it said to IT. */
  secondKiosk(): Promise<{ readonly code: number | null; readonly said: string }>
  /** SIGKILL for the central; its folder stays. */
  killCentral(): Promise<void>
  /** The same central again: same folder, same addresses. `extra`: arguments in place of those of before. */
  reviveCentral(options?: { readonly extra: readonly string[] }): Promise<CentralReady>
  stop(): Promise<void>
}

/** Starts display and central; the kiosk is started (again) by `startKiosk`, with the same state folder. */
export async function startScene(options: {
  readonly host: SceneHost
  readonly size?: { readonly width: number; readonly height: number }
  readonly debug: boolean
  readonly centralExtra?: readonly string[]
  /** Another program than the central's own, below the checkout. */
  readonly centralEntry?: string
}): Promise<Scene> {
  const size = options.size ?? { width: 1080, height: 1920 }
  const display = await startXDisplay(size)
  const folders = privateFolders()
  const state = join(folders.folder, 'kiosk')
  mkdirSync(state, { mode: 0o700 })
  give(state)
  const data = join(folders.folder, 'central')
  const entry = join(root, options.centralEntry ?? 'central/index.ts')
  const begin = (extra = options.centralExtra ?? []) => startCentral({ entry, data, extra })
  const { child: first, ready } = await begin()
  let child = first
  const settings = settingsOf({ ...options, folders, size, name: 'machine', state, central: ready })
  const kiosks: Kiosk[] = []
  const env = { PATH: process.env['PATH'] ?? '', ...folders.env, ...display.env }
  return {
    host: options.host,
    central: { ...ready, pid: first.pid ?? 0, data },
    display,
    state,
    folders,
    async startKiosk() {
      const start = options.host === 'rehearsal' ? startRehearsal : startElectron
      const kiosk = await start({ settings, state, env, folders, debug: options.debug })
      kiosks.push(kiosk)
      return kiosk
    },
    async anotherKiosk(enrolmentCode) {
      const start = options.host === 'rehearsal' ? startRehearsal : startElectron
      const name = `machine-${String(kiosks.length + 1)}`
      const own = join(folders.folder, `kiosk-${String(kiosks.length + 1)}`)
      mkdirSync(own, { mode: 0o700 })
      give(own)
      const central = { ...ready, enrolmentCode }
      const its = settingsOf({ ...options, folders, size, name, state: own, central })
      const kiosk = await start({ settings: its, state: own, env, folders, debug: options.debug })
      kiosks.push(kiosk)
      return { ...kiosk, state: own }
    },
    async secondKiosk() {
      const { file, args } = unprivileged(programOf(options.host, settings))
      const second = spawn(file, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
      let said = ''
      second.stderr.on('data', (part: Buffer) => {
        said += part.toString()
      })
      const late = setTimeout(() => second.kill('SIGKILL'), 30_000)
      const code = await new Promise<number | null>((resolve) => second.once('close', resolve))
      clearTimeout(late)
      return { code, said }
    },
    async killCentral() {
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill('SIGKILL')
      await gone
    },
    async reviveCentral({ extra } = { extra: options.centralExtra ?? [] }) {
      const again = await begin(extra)
      child = again.child
      if (again.ready.kiosk !== ready.kiosk) throw new Error('The central came back at another address')
      return again.ready
    },
    async stop() {
      for (const kiosk of kiosks) await kiosk.stop()
      child.kill('SIGTERM')
      await display.stop()
      folders.remove()
    },
  }
}

/** Writes the file that IT writes for a kiosk; where it is. */
function settingsOf(of: {
  readonly host: SceneHost
  readonly debug: boolean
  readonly folders: PrivateFolders
  readonly size: object
  readonly name: string
  readonly state: string
  readonly central: Pick<CentralReady, 'kiosk' | 'enrolmentCode'>
}): string {
  const settings = join(of.folders.folder, `${of.name}.json`)
  const browser = { program: '/usr/bin/chromium', switches: of.debug ? ['--remote-debugging-port=0'] : [] }
  writeFileSync(
    settings,
    JSON.stringify({
      state: of.state,
      central: of.central.kiosk,
      enrolmentCode: of.central.enrolmentCode,
      secrets: 'file',
      window: of.size,
      ...(of.host === 'rehearsal' ? { browser } : {}),
    }),
  )
  give(settings)
  return settings
}

/** The kiosk's program and arguments in a host, from a checkout that nobody can read. */
function programOf(host: SceneHost, settings: string): { readonly file: string; readonly args: readonly string[] } {
  const checkout = readableCheckout()
  const asNobody = (path: string): string => path.replace(root, checkout)
  if (host === 'rehearsal') {
    const args = [join(checkout, 'main/rehearsal.ts'), '--settings', settings, '--kind', 'rehearsal']
    return { file: asNobody(process.execPath), args }
  }
  const found = findElectron()
  if (found === null) throw new Error('Electron NOT RUN: there is no Electron binary on this machine')
  return { file: asNobody(found.path), args: [asNobody(found.app), '--settings', settings] }
}

interface Launching {
  readonly settings: string
  readonly state: string
  readonly env: Readonly<Record<string, string>>
  readonly folders: PrivateFolders
  readonly debug: boolean
}

async function startRehearsal({ settings, state, env, debug }: Launching): Promise<Kiosk> {
  const launch = unprivileged(programOf('rehearsal', settings))
  const child = spawn(launch.file, launch.args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const browsers: Browser[] = []
  const kiosk = watch(child, {
    async page() {
      if (!debug) throw new Error('This scene has no debugging connection')
      const browser = await connectToNewest(join(state, 'profiles'))
      browsers.push(browser)
      const page = browser.contexts()[0]?.pages()[0]
      if (!page) throw new Error('The rehearsal shows no page')
      return page
    },
    async close() {
      await Promise.allSettled(browsers.map((browser) => browser.close()))
      child.kill('SIGTERM')
    },
  })
  return kiosk
}

/**
 * Chromium writes the port of `--remote-debugging-port=0` into its profile; the newest profile is the one shown. A
 * browser that is being killed leaves its file behind for a moment, and one that is just starting may never answer the
 * first call, so it is tried again.
 */
async function connectToNewest(temporary: string): Promise<Browser> {
  for (let tries = 0; tries < 200; tries += 1) {
    const newest = readdirSync(temporary)
      .filter((name) => name.startsWith('balie-rehearsal-'))
      .map((name) => join(temporary, name, 'DevToolsActivePort'))
      .filter((file) => existsSync(file))
      .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0]
    const port = newest ? readFileSync(newest, 'utf8').split('\n')[0] : undefined
    const browser = port
      ? await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 5000 }).catch(() => null)
      : null
    if (browser !== null) return browser
    await pause(100)
  }
  throw new Error('The rehearsal browser has no debugging port')
}

async function startElectron({ settings, env, folders, debug }: Launching): Promise<Kiosk> {
  const program = programOf('electron', settings)
  if (!debug) {
    const launch = unprivileged(program)
    const child = spawn(launch.file, launch.args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    return watch(child, {
      page: () => Promise.reject(new Error('This scene has no debugging connection')),
      close: () => Promise.resolve(void child.kill('SIGTERM')),
    })
  }
  const app = await _electron.launch({
    executablePath: unprivilegedProgram({ file: program.file, folder: folders.folder }),
    args: [...program.args],
    chromiumSandbox: true,
    env: { ...env },
  })
  return watch(app.process(), {
    electron: app,
    page: () => frontPage(app),
    close: async () => {
      app.process().kill('SIGTERM')
      await app.close().catch(() => undefined)
    },
  })
}

function watch(
  child: ChildProcess,
  hand: {
    readonly page: () => Promise<Page>
    readonly close: () => Promise<void>
    readonly electron?: ElectronApplication
  },
): Kiosk {
  const log: LogLine[] = []
  const listeners = new Set<() => void>()
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const parsed = parseLine(line)
      if (parsed) log.push(parsed)
      for (const listener of listeners) listener()
    })
  }
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const logged: Kiosk['logged'] = (fits, { since = 0, seconds = 30 } = {}) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = log.slice(since).find(fits)
        if (!found) return
        clearTimeout(timer)
        listeners.delete(look)
        resolve(found)
      }
      const timer = setTimeout(() => {
        listeners.delete(look)
        reject(new Error(`Not logged within ${seconds} s. Last lines: ${JSON.stringify(log.slice(-8))}`))
      }, seconds * 1000)
      listeners.add(look)
      look()
    })
  return {
    log,
    logged,
    step: (step, options) => logged((line) => line.event === 'step' && line['step'] === step, options),
    pid: child.pid ?? 0,
    sessionPid: () => Promise.resolve(sessionOf(child.pid ?? 0)),
    electron: hand.electron ?? null,
    page: hand.page,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    async killAll() {
      if (!(await killTree(child.pid ?? 0, 10_000))) throw new Error('Something outlived SIGKILL')
      await gone
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      await hand.close()
      await Promise.race([gone, pause(10_000)])
      child.kill('SIGKILL')
    },
  }
}

function parseLine(line: string): LogLine | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && 'event' in value ? (value as LogLine) : null
  } catch {
    return null
  }
}

/**
 * The oldest living session process below main: the visit's, since the spare is always younger. The rehearsal's is a
 * Node process, Electron's a utility process; both are known by their command line.
 */
function sessionOf(main: number): number {
  const sessions = treeOf(main).filter((pid) => {
    const command = commandLine(pid)
    return command.includes('--rehearsal-origin=') || command.includes('node.mojom.NodeService')
  })
  const oldest = sessions.sort((a, b) => a - b)[0]
  if (oldest === undefined) throw new Error('No session process runs')
  return oldest
}
