/**
 * The host port: what the supervisor needs of the machine it runs on. Two adapters: `electron` (the product) and
 * `browser` (rehearsal and served mode). Everything above this interface is the same.
 */
import type { MainToRenderer, RendererToMain } from '../../domain/contract/control/renderer.ts'
import type { MainToSession, SessionToMain } from '../../domain/contract/control/session.ts'
import type { HostKind } from '../../domain/contract/control/host-kind.ts'
import type { WipeFacts } from '../../domain/contract/device/journal.ts'

/** What the machine tells: on each of these a running visit ends. */
export type PowerEvent = 'suspend' | 'resume' | 'lock' | 'shutdown'

export interface Host {
  readonly kind: HostKind
  /** Whether a production policy may be served here: the product's own Electron, never a rehearsal or a test runtime. */
  readonly product: boolean
  /** "Electron 45.4.1, Chromium 156…, Node 24…": for the build statement and the log. */
  readonly runtime: string
  /**
   * Start a blank pair: a window showing the attract screen, hidden, and a session process, which may be started a
   * moment later; what is sent to it waits. The two are not yet connected.
   */
  openPair(): Promise<Pair>
  onPower(listener: (event: PowerEvent) => void): void
  /** Kill what is left, close servers, remove profiles. */
  close(): Promise<void>
}

export interface Pair {
  readonly id: string
  /** Resolves when the renderer said hello. */
  readonly rendererReady: Promise<void>
  sendToSession(message: MainToSession): void
  sendToRenderer(message: MainToRenderer): void
  /** Already parsed; what does not parse is reported as `protocol` death. */
  onSession(listener: (message: SessionToMain) => void): void
  onRenderer(listener: (message: RendererToMain) => void): void
  /** Hand the port over, once: after this, renderer and session talk without main. */
  connect(): void
  /** Bring this pair's window to the front. */
  show(): Promise<void>
  /** A process of the pair died, or broke the protocol, without being asked to. */
  onDeath(listener: (death: Death) => void): void
  pids(): readonly ProcessOf[]
  /** SIGKILL all by pid, await the exits, clear partition or profile, clipboard, caches, connections; verify. Never throws. */
  destroy(): Promise<WipeFacts>
}

export interface Death {
  readonly who: 'session' | 'renderer'
  /** `covered`: a window that is not ours came before the screen. */
  readonly how: 'exit' | 'protocol' | 'hang' | 'covered'
}

export interface ProcessOf {
  readonly role: 'session' | 'renderer' | 'browser'
  readonly pid: number
}
