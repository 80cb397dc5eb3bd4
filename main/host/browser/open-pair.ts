/** One page in a browser and its session process as a child. */
import type { WebSocket } from 'ws'
import * as v from 'valibot'
import type { MainToRenderer } from '../../../domain/contract/control/renderer.ts'
import type { WipeFacts } from '../../../domain/contract/device/journal.ts'
import { Milliseconds } from '../../../domain/ids.ts'
import { isAlive } from '../../processes/processes.ts'
import { Ears } from '../ears.ts'
import { heartbeat } from '../heartbeat.ts'
import type { Pair, ProcessOf } from '../host.ts'
import { startChromium, type Chromium } from './chromium.ts'
import type { RehearsalServer } from './server.ts'
import { startSessionProcess, type SessionProcess } from './session-process.ts'

export interface PairOptions {
  readonly kind: 'rehearsal' | 'served'
  readonly sessionEntry: string
  readonly browser: { readonly program: string; readonly switches: readonly string[] } | null
  readonly window: { readonly width: number; readonly height: number } | null
  /** Folder of the throw-away profiles: ours alone, emptied at the start. */
  readonly profiles: string
}

export async function openPair(at: {
  readonly options: PairOptions
  readonly server: RehearsalServer
  readonly id: string
  readonly closed: (pair: Pair) => void
}): Promise<Pair> {
  const { options, server } = at
  const session = await startSessionProcess({ entry: options.sessionEntry, origin: server.origin })
  const unsent: MainToRenderer[] = []
  let control: WebSocket | null = null
  let chromium: Chromium | null = null
  const ears = new Ears((beat) => screen.heard(beat))
  const screen = heartbeat(() => ears.died({ who: 'renderer', how: 'hang' }))
  session.child.on('exit', () => ears.died({ who: 'session', how: 'exit' }))
  session.child.on('message', (message: unknown) => ears.session(message))

  const page = server.addPage((socket) => {
    control = socket
    socket.on('message', (data, isBinary) => ears.page(isBinary || !Buffer.isBuffer(data) ? null : jsonOf(data)))
    socket.on('close', () => ears.died({ who: 'renderer', how: 'exit' }))
    for (const message of unsent.splice(0)) socket.send(JSON.stringify(message))
  })
  page.visit = session.socket

  async function show(): Promise<void> {
    if (options.kind === 'served') return server.showAtRoot(page)
    if (chromium !== null) return
    chromium = startBrowser(options, server.addressOf(page))
    chromium.child.on('exit', () => ears.died({ who: 'renderer', how: 'exit' }))
    await ears.hello
    // A tab of somebody's own browser (served) may be put aside for as long as its owner likes.
    screen.watch()
  }

  const pair: Pair = {
    id: at.id,
    rendererReady: ears.hello,
    sendToSession: (message) => {
      if (session.child.connected) session.child.send(message)
    },
    sendToRenderer: (message) => {
      if (control === null) unsent.push(message)
      else control.send(JSON.stringify(message))
    },
    onSession: (listener) => ears.onSession(listener),
    onRenderer: (listener) => ears.onRenderer(listener),
    onDeath: (listener) => ears.onDeath(listener),
    // The two already meet on the visit's socket, which says nothing before `begin`.
    connect: () => undefined,
    show,
    pids: () => pidsOf(session, chromium),
    destroy() {
      ears.end()
      screen.stop()
      const onDead = (): void => {
        server.removePage(page)
        control?.terminate()
        at.closed(pair)
      }
      return wipe({ session, chromium, ours: options.kind === 'rehearsal', onDead })
    },
  }
  return pair
}

function startBrowser({ browser, window, profiles }: PairOptions, address: string): Chromium {
  if (browser === null) throw new Error('The rehearsal host needs a browser program')
  return startChromium({ program: browser.program, extra: browser.switches, address, window, profiles })
}

function pidsOf({ child }: SessionProcess, chromium: Chromium | null): readonly ProcessOf[] {
  return [
    ...(child.pid === undefined ? [] : [{ role: 'session', pid: child.pid } as const]),
    ...(chromium?.pids() ?? []).map((pid) => ({ role: 'browser', pid }) as const),
  ]
}

async function wipe(pair: {
  readonly session: SessionProcess
  readonly chromium: Chromium | null
  /** The browser is ours: what becomes of it is proven. */
  readonly ours: boolean
  readonly onDead: () => void
}): Promise<WipeFacts> {
  const { session, chromium } = pair
  const start = performance.now()
  const roles = pidsOf(session, chromium)
  const sessionExit = killSession(session)
  const browser = chromium === null ? null : await chromium.destroy()
  const exit = await sessionExit
  pair.onDead()
  const alive = roles.filter((entry) => isAlive(entry.pid))
  return {
    pids: roles.map((entry) => ({
      ...entry,
      exit: alive.includes(entry) ? null : entry.role === 'session' ? exit : 'SIGKILL',
    })),
    cleared: browser?.profileGone === true ? ['profile'] : [],
    verified: alive.length === 0 && (browser === null || (browser.dead && browser.profileGone)),
    browserOurs: pair.ours,
    milliseconds: v.parse(Milliseconds, Math.round(performance.now() - start)),
  }
}

async function killSession({ child }: SessionProcess): Promise<string> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGKILL')
    await gone
  }
  return child.signalCode ?? String(child.exitCode)
}

/** What a text frame holds; null when it is no JSON, which no message of the page is. */
function jsonOf(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'))
  } catch {
    return null
  }
}
