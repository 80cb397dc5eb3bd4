/**
 * What the product hands to Electron, written down: a stand-in for the module `electron` that records and does nothing.
 * For rules that the test runtime's old Electron cannot show, and for machines that have none.
 */
import { EventEmitter } from 'node:events'

type Handler = (...args: never[]) => unknown

/** Every method that is not an event is recorded with its arguments. */
class Recorder extends EventEmitter {
  readonly calls: (readonly [name: string, ...args: unknown[]])[] = []
  constructor() {
    super()
    // Each host of a test file listens to the one app.
    this.setMaxListeners(0)
  }
  protected record(name: string, args: readonly unknown[]): void {
    this.calls.push([name, ...args])
  }
  argsOf(name: string): readonly unknown[] | undefined {
    return this.calls.find(([called]) => called === name)?.slice(1)
  }
  /** Whether whoever listens keeps this event from its default. */
  prevents(name: string, ...args: readonly unknown[]): boolean {
    let prevented = false
    this.emit(name, { preventDefault: () => (prevented = true) }, ...args)
    return prevented
  }
}

export class FakeApp extends Recorder {
  isPackaged = false
  readonly given = new Set<string>()
  readonly appended: string[] = []
  readonly commandLine = {
    hasSwitch: (name: string) => this.given.has(name),
    appendSwitch: (name: string) => void this.appended.push(name),
  }
  enableSandbox = () => this.record('enableSandbox', [])
  exit = (code: number) => this.record('exit', [code])
  getAppMetrics = () => []
}

export class FakePartition extends Recorder {
  spellchecker = true
  readonly handlers = new Map<string, Handler>()
  #keep = (name: string) => (handler: Handler) => void this.handlers.set(name, handler)
  readonly protocol = { handle: (_scheme: string, handler: Handler) => this.#keep('protocol')(handler) }
  readonly webRequest = { onBeforeRequest: this.#keep('onBeforeRequest') }
  setPermissionRequestHandler = this.#keep('permissionRequest')
  setPermissionCheckHandler = this.#keep('permissionCheck')
  setDevicePermissionHandler = this.#keep('devicePermission')
  setSpellCheckerEnabled = (on: boolean) => (this.spellchecker = on)
  isPersistent = () => false
  readonly cookies = { get: () => Promise.resolve([]) }
  getCacheSize = () => Promise.resolve(0)
  closeAllConnections = () => Promise.resolve()
  clearData = () => Promise.resolve()
  clearStorageData = () => Promise.resolve()
  clearCache = () => Promise.resolve()
  clearAuthCache = () => Promise.resolve()
  clearHostResolverCache = () => Promise.resolve()
  clearCodeCaches = () => Promise.resolve()
}

export class FakePage extends Recorder {
  readonly ipc = new EventEmitter()
  windowOpen: Handler = () => ({ action: 'allow' })
  setWindowOpenHandler = (handler: Handler) => (this.windowOpen = handler)
  setWebRTCIPHandlingPolicy = (policy: string) => this.record('webRTC', [policy])
  setVisualZoomLevelLimits = (low: number, high: number) => {
    this.record('zoom', [low, high])
    return Promise.resolve()
  }
  // No process has this pid: a wipe finds it gone.
  getOSProcessId = () => 2 ** 22 + 1
  send = (channel: string, message: unknown) => this.record('send', [channel, message])
  postMessage = (channel: string) => this.record('postMessage', [channel])
  loadURL = (address: string) => {
    this.record('loadURL', [address])
    return Promise.resolve()
  }
  focus = () => this.record('focus', [])
  destroyed = false
  isDestroyed = () => this.destroyed
  close = () => {
    this.destroyed = true
    this.emit('destroyed')
  }
  /** What the page says on the control channel. */
  says(channel: string, message: unknown): void {
    this.ipc.emit(channel, { senderFrame: { url: 'balie://app/index.html' } }, message)
  }
}

const windows: FakeWindow[] = []
export const fakeApp = new FakeApp()
export const menus: unknown[] = []
/** The window that has the focus; null: a program that is not ours. */
export const focus: { window: FakeWindow | null } = { window: null }

export class FakeView extends Recorder {
  readonly webContents = new FakePage()
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> }
  /** Where it lies in the window. */
  bounds: unknown = null
  constructor(options: FakeView['options']) {
    super()
    this.options = options
    fakeApp.emit('web-contents-created', {}, this.webContents)
  }
  setBackgroundColor = (colour: string) => this.record('background', [colour])
  setBounds = (bounds: unknown) => (this.bounds = bounds)
}

export class FakeWindow extends Recorder {
  readonly options: Readonly<Record<string, unknown>>
  readonly size: [width: number, height: number]
  /** From the back to the front. */
  views: readonly FakeView[] = []
  readonly contentView = {
    addChildView: (view: FakeView, index?: number) => {
      const others = this.views.filter((each) => each !== view)
      const at = index ?? others.length
      this.views = [...others.slice(0, at), view, ...others.slice(at)]
    },
    removeChildView: (view: FakeView) => {
      this.views = this.views.filter((each) => each !== view)
    },
  }
  visible = false
  destroyed = false
  constructor(options: FakeWindow['options']) {
    super()
    this.options = options
    this.size = [Number(options['width']), Number(options['height'])]
    windows.push(this)
  }
  getContentSize = () => this.size
  isVisible = () => this.visible
  show = () => {
    this.visible = true
    this.record('show', [])
  }
  focus = () => this.record('focus', [])
  isFocused = () => focus.window === this
  isDestroyed = () => this.destroyed
  destroy = () => {
    this.destroyed = true
    this.emit('closed')
  }
}

export const lastWindow = (): FakeWindow => {
  const last = windows.at(-1)
  if (last === undefined) throw new Error('No window was made')
  return last
}

const partitions = new Map<string, FakePartition>()

/** Stands in for the module. */
export const fakeElectron = {
  app: fakeApp,
  BaseWindow: FakeWindow,
  WebContentsView: FakeView,
  Menu: { setApplicationMenu: (menu: unknown) => void menus.push(menu) },
  screen: { getPrimaryDisplay: () => ({ bounds: { width: 1080, height: 1920 } }) },
  powerMonitor: new EventEmitter(),
  clipboard: { clear: () => undefined, selection: { clear: () => undefined } },
  protocol: { registerSchemesAsPrivileged: () => undefined },
  session: {
    fromPartition: (name: string) => {
      const partition = partitions.get(name) ?? new FakePartition()
      partitions.set(name, partition)
      return partition
    },
  },
  utilityProcess: {
    fork: () => {
      const child = new EventEmitter()
      setImmediate(() => child.emit('spawn'))
      return Object.assign(child, { pid: 2 ** 22 + 2, postMessage: () => undefined })
    },
  },
  MessageChannelMain: class {
    readonly port1 = {}
    readonly port2 = {}
  },
}
