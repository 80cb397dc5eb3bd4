/** One page and its session process, joined by a MessagePort that main's JavaScript hands over once and never reads. */
import { MessageChannelMain, type Session } from 'electron'
import { setTimeout as pause } from 'node:timers/promises'
import { channels } from '../../../domain/contract/control/channels.ts'
import { Ears } from '../ears.ts'
import { heartbeat } from '../heartbeat.ts'
import type { Pair } from '../host.ts'
import { appAddress } from './hardening/app-scheme.ts'
import type { LastingWindow } from './lasting-window.ts'
import { startVisitProcess } from './visit-process.ts'
import { watchPage } from './watch-page.ts'
import { createView, type WindowSize } from './window.ts'
import { pidsOf, wipePair } from './wipe-pair.ts'

export interface PairOptions {
  readonly sessionEntry: string
  readonly preload: string
  readonly window: WindowSize
  /** Losing the focus ends a visit whatever the policy says. */
  readonly holdFocus: boolean
}

/**
 * The first page of a start has the machine for itself: the session process, two megabytes of program, is started this
 * many milliseconds after the page has painted, and at the latest so many after its hello. A touch before it is armed is
 * said again by the page.
 */
const afterPaint = { pause: 100, atMost: 1_000 } as const

export async function openPair(at: {
  readonly options: PairOptions
  readonly window: LastingWindow
  readonly partition: Session
  readonly id: string
  /** Of this start: shown as soon as it can be. */
  readonly first: boolean
  readonly closed: (pair: Pair) => void
}): Promise<Pair> {
  const { options, window, partition, first } = at
  let connected = false
  let training: boolean | null = null
  // A window of ours is always painted; a page that says that it is not seen lies behind something.
  const ears = new Ears((beat) => (beat.seen ? screen.heard(beat) : undefined))
  const screen = heartbeat(() => ears.died({ who: 'renderer', how: 'hang' }))

  const pane = watchPage(createView({ partition, preload: options.preload }), {
    ears,
    standing: () => ({ connected, training }),
    windowed: options.window !== null,
    holdFocus: options.holdFocus,
  })
  const { page } = pane
  window.add(pane)
  try {
    // The page says hello as soon as its script runs; its load event only adds the wait for what is already on its way.
    await Promise.race([page.loadURL(appAddress), ears.hello])
  } catch (error) {
    ears.end()
    window.remove(pane)
    throw error
  }
  const rendererPid = page.getOSProcessId()

  const session = startVisitProcess({
    entry: options.sessionEntry,
    after: first
      ? Promise.race([ears.painted.then(() => pause(afterPaint.pause)), pause(afterPaint.atMost)])
      : Promise.resolve(),
    onExit: () => ears.died({ who: 'session', how: 'exit' }),
    onMessage: (message) => ears.session(message),
  })

  const pair: Pair = {
    id: at.id,
    rendererReady: ears.hello,
    sendToSession: (message) => {
      if (message.type === 'arm') training = message.training
      session.send(message)
    },
    sendToRenderer: (message) => {
      if (!page.isDestroyed()) page.send(channels.control, message)
    },
    onSession: (listener) => ears.onSession(listener),
    onRenderer: (listener) => ears.onRenderer(listener),
    onDeath: (listener) => ears.onDeath(listener),
    connect() {
      if (connected) throw new Error('The port is handed over once')
      connected = true
      const { port1, port2 } = new MessageChannelMain()
      session.send({ host: 'port' }, [port1])
      if (!page.isDestroyed()) page.postMessage(channels.port, null, [port2])
    },
    show: () => {
      screen.watch()
      window.raise(pane)
      return Promise.resolve()
    },
    pids: () => pidsOf({ session, rendererPid }),
    destroy() {
      ears.end()
      screen.stop()
      const close = (): void => window.remove(pane)
      return wipePair({ session, rendererPid, close, partition, onCleared: () => at.closed(pair) })
    },
  }
  return pair
}
