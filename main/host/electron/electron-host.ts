/**
 * The product's host: one sandboxed window and one utility process per visit, joined by a MessagePort that main's
 * JavaScript hands over once and never reads.
 */
import { app, BrowserWindow, MessageChannelMain, powerMonitor, type Session } from 'electron'
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import { channels } from '../../../domain/contract/control/channels.ts'
import { PageToHost, type RendererToMain } from '../../../domain/contract/control/renderer.ts'
import { SessionToMain } from '../../../domain/contract/control/session.ts'
import { Milliseconds } from '../../../domain/ids.ts'
import type { Asset, RehearsalSockets } from '../assets.ts'
import { deaths } from '../deaths.ts'
import { heartbeat } from '../heartbeat.ts'
import type { WipeFacts } from '../../../domain/contract/device/journal.ts'
import type { Death, Host, Pair, PowerEvent, ProcessOf } from '../host.ts'
import { serveApp } from './app-protocol.ts'
import { appAddress, appScheme } from './hardening/app-scheme.ts'
import { focusPatience, mustHoldFocus } from './focus.ts'
import { hardening } from './hardening/index.ts'
import { killAndAwait } from '../../processes/processes.ts'
import { clearPartition, createPartitions } from './partition.ts'
import { untilUnlisted } from './unlisted.ts'
import { startVisitProcess, type VisitProcess } from './visit-process.ts'
import { createWindow } from './window.ts'

export interface ElectronHostOptions {
  readonly assets: (path: string, sockets: RehearsalSockets | null) => Asset
  readonly sessionEntry: string
  readonly preload: string
  readonly window: { readonly width: number; readonly height: number } | null
  /** Losing the focus ends a visit whatever the policy says. */
  readonly holdFocus: boolean
}

/** The Electron that this app is made for (package.json); anything older is a place to test in. */
const oldestProduct = 45

/**
 * The first page of a start has the machine for itself: the session process, two megabytes of program, is started this
 * many milliseconds after the page has painted, and at the latest so many after its hello. A touch before it is armed is
 * said again by the page.
 */
const afterPaint = { pause: 100, atMost: 1_000 } as const

/** Milliseconds after which a session process that neither runs nor ended is called unproven. */
const spawnPatience = 5_000

/**
 * After `app.whenReady()`. The first pair is being opened before anybody asks for it; `asked` resolves when Chromium has
 * asked for the first of its files.
 */
export function createElectronHost(options: ElectronHostOptions): Host & { readonly asked: Promise<void> } {
  let firstAsked: () => void = () => undefined
  const asked = new Promise<void>((resolve) => {
    firstAsked = resolve
  })
  const assets: ElectronHostOptions['assets'] = (path, sockets) => {
    firstAsked()
    return options.assets(path, sockets)
  }
  app.on('web-contents-created', (_event, page) => {
    for (const rule of hardening) rule.onPage?.(page)
  })
  const partitions = createPartitions((partition) => {
    serveApp(partition, assets)
    for (const rule of hardening) rule.onPartition?.(partition)
  })
  const pairs = new Set<Pair>()
  let count = 0
  async function open(): Promise<Pair> {
    count += 1
    const partition = await partitions.claim()
    const pair = await openPair({
      options,
      partition,
      id: `pair-${count}`,
      first: count === 1,
      closed: (self) => {
        pairs.delete(self)
        partitions.release(partition)
      },
    }).catch((error: unknown) => {
      partitions.release(partition)
      throw error
    })
    pairs.add(pair)
    return pair
  }
  let early: Promise<Pair> | null = open()
  // Whoever asks for it hears why it failed.
  early.catch(() => undefined)
  return {
    asked,
    kind: 'electron',
    product: Number.parseInt(process.versions['electron'] ?? '0') >= oldestProduct,
    runtime: `Electron ${process.versions['electron'] ?? '?'}, Chromium ${process.versions['chrome'] ?? '?'}, Node ${process.versions.node}`,
    openPair() {
      const first = early
      early = null
      return first ?? open()
    },
    onPower(listener) {
      const tell = (event: PowerEvent) => (): void => listener(event)
      powerMonitor.on('suspend', tell('suspend'))
      powerMonitor.on('resume', tell('resume'))
      powerMonitor.on('lock-screen', tell('lock'))
      powerMonitor.on('shutdown', tell('shutdown'))
    },
    close: async () => {
      await Promise.all([...pairs].map((pair) => pair.destroy()))
    },
  }
}

/** One window and its session process. */
async function openPair(at: {
  readonly options: ElectronHostOptions
  readonly partition: Session
  readonly id: string
  /** Of this start: shown as soon as it can be. */
  readonly first: boolean
  readonly closed: (pair: Pair) => void
}): Promise<Pair> {
  const { options, partition } = at
  const onSession: ((message: SessionToMain) => void)[] = []
  const onRenderer: ((message: RendererToMain) => void)[] = []
  const ofPair = deaths()
  let ending = false
  let connected = false
  let shown = false
  let training: boolean | null = null
  let helloed: () => void = () => undefined
  const rendererReady = new Promise<void>((resolve) => {
    helloed = resolve
  })
  let stands: () => void = () => undefined
  const painted = new Promise<void>((resolve) => {
    stands = resolve
  })
  const died = (death: Death): void => {
    if (!ending) ofPair.tell(death)
  }

  const window = createWindow({
    partition,
    preload: options.preload,
    size: options.window,
    paintHidden: !at.first,
  })
  const page = window.webContents
  const screen = heartbeat(() => died({ who: 'renderer', how: 'hang' }))
  // `closable: false` does nothing on Linux: a window manager's close and `window.close()` come here. What closes it all
  // the same is a death: behind it lies the bare desktop.
  window.on('close', (event) => event.preventDefault())
  window.on('closed', () => died({ who: 'renderer', how: 'exit' }))
  window.on('blur', () => {
    setTimeout(() => {
      if (ending || !shown || window.isDestroyed() || BrowserWindow.getFocusedWindow() !== null) return
      const { window: size, holdFocus: asked } = options
      if (mustHoldFocus({ visit: connected, training, windowed: size !== null, asked }))
        return died({ who: 'renderer', how: 'covered' })
      if (size === null && training === false) window.focus()
    }, focusPatience)
  })
  page.on('render-process-gone', () => died({ who: 'renderer', how: 'exit' }))
  page.on('unresponsive', () => died({ who: 'renderer', how: 'hang' }))
  page.ipc.on(channels.control, (event, message: unknown) => {
    const ours = event.senderFrame?.url.startsWith(`${appScheme}://app/`) === true
    const parsed = v.safeParse(PageToHost, message)
    if (!ours || !parsed.success) return died({ who: 'renderer', how: 'protocol' })
    const { output } = parsed
    // A window of ours is always painted; a page that says that it is not seen lies behind something.
    if (output.type === 'alive') return output.seen ? screen.heard(output) : undefined
    if (output.type === 'hello') helloed()
    if (output.type === 'painted') stands()
    for (const listener of onRenderer) listener(output)
  })
  try {
    // The page says hello as soon as its script runs; its load event only adds the wait for what is already on its way.
    await Promise.race([window.loadURL(appAddress), rendererReady])
  } catch (error) {
    ending = true
    window.destroy()
    throw error
  }
  const rendererPid = page.getOSProcessId()

  const session = startVisitProcess({
    entry: options.sessionEntry,
    after: at.first
      ? Promise.race([painted.then(() => pause(afterPaint.pause)), pause(afterPaint.atMost)])
      : Promise.resolve(),
    onExit: () => died({ who: 'session', how: 'exit' }),
    onMessage: (message) => {
      const parsed = v.safeParse(SessionToMain, message)
      if (!parsed.success) return died({ who: 'session', how: 'protocol' })
      for (const listener of onSession) listener(parsed.output)
    },
  })

  const pids = (): readonly ProcessOf[] => [...pidsOf(session), { role: 'renderer', pid: rendererPid }]

  async function destroy(): Promise<WipeFacts> {
    ending = true
    screen.stop()
    const start = performance.now()
    session.end()
    const known = await Promise.race([session.running, pause(spawnPatience, null)])
    // Whenever it does start after all, it is killed.
    if (known === null)
      void session.running.then(() => Promise.all(pidsOf(session).map(({ pid }) => killAndAwait(pid))))
    const killed = await Promise.all(pids().map(async (entry) => ({ ...entry, exit: await killAndAwait(entry.pid) })))
    if (!window.isDestroyed()) window.destroy()
    const { cleared, verified } = await clearPartition(partition)
    at.closed(pair)
    const unlisted = await untilUnlisted({
      pids: killed.map((entry) => entry.pid),
      listed: () => app.getAppMetrics().map((metric) => metric.pid),
    })
    return {
      pids: killed,
      cleared,
      verified: verified && known !== null && unlisted && killed.every((entry) => entry.exit !== null),
      browserOurs: true,
      milliseconds: v.parse(Milliseconds, Math.round(performance.now() - start)),
    }
  }

  const pair: Pair = {
    id: at.id,
    rendererReady,
    sendToSession: (message) => {
      if (message.type === 'arm') training = message.training
      session.send(message)
    },
    sendToRenderer: (message) => {
      if (!window.isDestroyed()) page.send(channels.control, message)
    },
    onSession: (listener) => onSession.push(listener),
    onRenderer: (listener) => onRenderer.push(listener),
    connect() {
      if (connected) throw new Error('The port is handed over once')
      connected = true
      const { port1, port2 } = new MessageChannelMain()
      session.send({ host: 'port' }, [port1])
      if (!window.isDestroyed()) page.postMessage(channels.port, null, [port2])
    },
    show: () => {
      shown = true
      screen.watch()
      window.show()
      window.focus()
      return Promise.resolve()
    },
    onDeath: (listener) => ofPair.listen(listener),
    pids,
    destroy,
  }
  return pair
}

function pidsOf(session: VisitProcess): readonly ProcessOf[] {
  const pid = session.pid()
  return pid === undefined ? [] : [{ role: 'session', pid }]
}
