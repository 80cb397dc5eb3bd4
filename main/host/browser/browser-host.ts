/**
 * Rehearsal: the same renderer in a browser, the same session process as a child. Never packaged, refuses a
 * production policy (main/start). Two manners: `rehearsal` starts a throw-away Chromium per visit; `served` waits for
 * one tab of somebody's own browser on a loopback address.
 */
import type { WebSocket } from 'ws'
import * as v from 'valibot'
import { Milliseconds } from '../../../domain/ids.ts'
import { PageToHost, type MainToRenderer, type RendererToMain } from '../../../domain/contract/control/renderer.ts'
import { SessionToMain, type MainToSession } from '../../../domain/contract/control/session.ts'
import type { Asset, RehearsalSockets } from '../assets.ts'
import type { WipeFacts } from '../../../domain/contract/device/journal.ts'
import type { Death, Host, Pair, ProcessOf } from '../host.ts'
import { startChromium, sweepProfiles, type Chromium } from './chromium.ts'
import { heartbeat } from '../heartbeat.ts'
import { isAlive } from '../../processes/processes.ts'
import { startRehearsalServer, type RehearsalServer } from './server.ts'
import { startSessionProcess } from './session-process.ts'

export interface BrowserHostOptions {
  readonly kind: 'rehearsal' | 'served'
  readonly assets: (path: string, sockets: RehearsalSockets | null) => Asset
  readonly sessionEntry: string
  /** 0: any free port. Served mode prints it. */
  readonly port: number
  readonly browser: { readonly program: string; readonly switches: readonly string[] } | null
  readonly window: { readonly width: number; readonly height: number } | null
  /** Folder of the throw-away profiles: ours alone, emptied at the start. */
  readonly profiles: string
}

export interface BrowserHost extends Host {
  readonly address: string
}

/** Starts the loopback server; browsers are started as pairs are shown. */
export async function createBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  sweepProfiles(options.profiles)
  const server = await startRehearsalServer({
    assets: options.assets,
    port: options.port,
    fill: options.kind === 'rehearsal' && options.window === null,
  })
  const pairs = new Set<Pair>()
  let count = 0
  return {
    kind: options.kind,
    product: false,
    runtime: `Node ${process.versions.node}, ${options.kind === 'served' ? 'a browser that is not ours' : 'Chromium'}`,
    address: `${server.origin}/`,
    async openPair() {
      count += 1
      const pair = await openPair({ options, server, id: `pair-${count}`, closed: (self) => pairs.delete(self) })
      pairs.add(pair)
      return pair
    },
    // A desktop's suspend and lock events need a platform API that Node does not have; the product's host has it.
    onPower: () => undefined,
    async close() {
      await Promise.all([...pairs].map((pair) => pair.destroy()))
      await server.close()
    },
  }
}

async function openPair(at: {
  readonly options: BrowserHostOptions
  readonly server: RehearsalServer
  readonly id: string
  readonly closed: (pair: Pair) => void
}): Promise<Pair> {
  const { options, server } = at
  const session = await startSessionProcess({ entry: options.sessionEntry, origin: server.origin })
  const onSession: ((message: SessionToMain) => void)[] = []
  const onRenderer: ((message: RendererToMain) => void)[] = []
  const onDeath: ((death: Death) => void)[] = []
  const unsent: MainToRenderer[] = []
  let control: WebSocket | null = null
  let chromium: Chromium | null = null
  let ending = false
  let helloed: () => void = () => undefined
  const rendererReady = new Promise<void>((resolve) => {
    helloed = resolve
  })

  const died = (death: Death): void => {
    if (!ending) for (const listener of onDeath) listener(death)
  }
  const screen = heartbeat(() => died({ who: 'renderer', how: 'hang' }))
  session.child.on('exit', () => died({ who: 'session', how: 'exit' }))
  session.child.on('message', (message: unknown) => {
    const parsed = v.safeParse(SessionToMain, message)
    if (!parsed.success) return died({ who: 'session', how: 'protocol' })
    for (const listener of onSession) listener(parsed.output)
  })

  const page = server.addPage((socket) => {
    control = socket
    socket.on('message', (data, isBinary) => {
      const parsed = isBinary ? null : parseFrame(Buffer.isBuffer(data) ? data : Buffer.from([]))
      if (parsed === null) return died({ who: 'renderer', how: 'protocol' })
      if (parsed.type === 'alive') return screen.heard(parsed)
      if (parsed.type === 'hello') helloed()
      for (const listener of onRenderer) listener(parsed)
    })
    socket.on('close', () => died({ who: 'renderer', how: 'exit' }))
    for (const message of unsent.splice(0)) socket.send(JSON.stringify(message))
  })
  page.visit = session.socket

  const pids = (): readonly ProcessOf[] => [
    ...(session.child.pid === undefined ? [] : [{ role: 'session', pid: session.child.pid } as const]),
    ...(chromium?.pids() ?? []).map((pid) => ({ role: 'browser', pid }) as const),
  ]

  async function destroy(): Promise<WipeFacts> {
    ending = true
    screen.stop()
    const start = performance.now()
    const roles = pids()
    const sessionExit = killSession()
    const browser = chromium === null ? null : await chromium.destroy()
    const exit = await sessionExit
    server.removePage(page)
    control?.terminate()
    at.closed(pair)
    const alive = roles.filter((entry) => isAlive(entry.pid))
    return {
      pids: roles.map((entry) => ({
        ...entry,
        exit: alive.includes(entry) ? null : entry.role === 'session' ? exit : 'SIGKILL',
      })),
      cleared: browser?.profileGone === true ? ['profile'] : [],
      verified: alive.length === 0 && (browser === null || (browser.dead && browser.profileGone)),
      browserOurs: options.kind === 'rehearsal',
      milliseconds: v.parse(Milliseconds, Math.round(performance.now() - start)),
    }
  }

  async function killSession(): Promise<string> {
    const { child } = session
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill('SIGKILL')
      await gone
    }
    return child.signalCode ?? String(child.exitCode)
  }

  const pair: Pair = {
    id: at.id,
    rendererReady,
    sendToSession: (message: MainToSession) => {
      if (session.child.connected) session.child.send(message)
    },
    sendToRenderer: (message) => {
      if (control === null) unsent.push(message)
      else control.send(JSON.stringify(message))
    },
    onSession: (listener) => onSession.push(listener),
    onRenderer: (listener) => onRenderer.push(listener),
    // The two already meet on the visit's socket, which says nothing before `begin`.
    connect: () => undefined,
    async show() {
      if (options.kind === 'served') {
        server.showAtRoot(page)
        return
      }
      if (chromium !== null) return
      if (options.browser === null) throw new Error('The rehearsal host needs a browser program')
      chromium = startChromium({
        program: options.browser.program,
        extra: options.browser.switches,
        address: server.addressOf(page),
        window: options.window,
        profiles: options.profiles,
      })
      chromium.child.on('exit', () => died({ who: 'renderer', how: 'exit' }))
      await rendererReady
      // A tab of somebody's own browser (served) may be put aside for as long as its owner likes.
      screen.watch()
    },
    onDeath: (listener) => onDeath.push(listener),
    pids,
    destroy,
  }
  return pair
}

/** One JSON text frame of the page; null when it is not one of PageToHost. */
function parseFrame(data: Buffer): PageToHost | null {
  try {
    const parsed = v.safeParse(PageToHost, JSON.parse(data.toString('utf8')))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
