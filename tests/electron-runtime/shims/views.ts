/**
 * `BaseWindow` with a `contentView` and `WebContentsView`, over what Electron 22 has of it: a `BaseWindow` of an earlier
 * shape and `BrowserView`, their older relative. As much as the app uses.
 */
import electron, {
  type BaseWindowConstructorOptions,
  type Rectangle,
  type WebContents,
  type WebPreferences,
} from 'electron'
import Module from 'node:module'

interface OldView {
  readonly webContents: WebContents
  getBounds(): Rectangle
  setBounds(bounds: Rectangle): void
  setBackgroundColor(colour: string): void
}

interface OldWindow extends NodeJS.EventEmitter {
  setContentView(view: unknown): void
  addBrowserView(view: OldView): void
  removeBrowserView(view: OldView): void
  setTopBrowserView(view: OldView): void
}

/** Of 22: today's types know other shapes of these names. */
const old: {
  readonly BaseWindow: new (options: BaseWindowConstructorOptions) => OldWindow
  readonly BrowserView: new (options: { readonly webPreferences: WebPreferences }) => OldView
  readonly View: new () => unknown
} = Object.assign({}, ...['BaseWindow', 'BrowserView', 'View'].map((name) => ({ [name]: Reflect.get(electron, name) })))

class WebContentsView {
  readonly old: OldView
  readonly #page: NodeJS.EventEmitter
  #inWindow = false
  #closed = false

  constructor({ webPreferences }: { readonly webPreferences: WebPreferences }) {
    // As in 45: a page is not seen before its view is in a window that is.
    const hidden = { ...webPreferences, show: false }
    this.old = new old.BrowserView({ webPreferences: hidden })
    // In 22 the page of such a view that is closed, by itself or by us, only loses its view. Destroyed while the view is in a
    // window, it took main along in some runs, so a page that closes itself is said to be gone before it is.
    const page: NodeJS.EventEmitter = this.old.webContents
    page.on('close', () => {
      this.#closed = true
      if (this.#inWindow) page.emit('destroyed')
      else this.#end(page)
    })
    this.#page = page
  }

  /** It came into a window, or went out of it. */
  moved(inWindow: boolean): void {
    this.#inWindow = inWindow
    if (this.#closed && !inWindow) this.#end(this.#page)
  }

  #end(page: object): void {
    setImmediate(() => {
      if (Reflect.get(page, 'isDestroyed').call(page) !== true) Reflect.get(page, 'destroy').call(page)
    })
  }

  get webContents(): WebContents {
    return this.old.webContents
  }

  getBounds(): Rectangle {
    return this.old.getBounds()
  }

  setBounds(bounds: Rectangle): void {
    this.old.setBounds(bounds)
  }

  setBackgroundColor(colour: string): void {
    this.old.setBackgroundColor(colour)
  }
}

class ContentView {
  readonly children: WebContentsView[] = []
  readonly #window: OldWindow

  constructor(window: OldWindow) {
    this.#window = window
  }

  addChildView(view: WebContentsView, index?: number): void {
    const known = this.children.indexOf(view)
    view.moved(true)
    if (known === -1) this.#window.addBrowserView(view.old)
    else this.children.splice(known, 1)
    const at = index ?? this.children.length
    this.children.splice(at, 0, view)
    for (const above of this.children.slice(at)) this.#window.setTopBrowserView(above.old)
  }

  removeChildView(view: WebContentsView): void {
    const known = this.children.indexOf(view)
    if (known === -1) return
    this.children.splice(known, 1)
    this.#window.removeBrowserView(view.old)
    view.moved(false)
  }
}

class BaseWindow extends old.BaseWindow {
  readonly contentView: ContentView

  constructor(options: BaseWindowConstructorOptions) {
    super(options)
    this.setContentView(new old.View())
    this.contentView = new ContentView(this)
    this.on('closed', () => {
      for (const view of this.contentView.children) view.moved(false)
    })
  }
}

/** The module's own properties cannot be written, so whoever asks for it from now on gets these in front of them. */
const shimmed: unknown = Object.create(electron, {
  BaseWindow: { value: BaseWindow, enumerable: true },
  WebContentsView: { value: WebContentsView, enumerable: true },
})
const load: (request: string, ...rest: unknown[]) => unknown = Reflect.get(Module, '_load')
Reflect.set(Module, '_load', (request: string, ...rest: unknown[]) =>
  request === 'electron' ? shimmed : load.call(Module, request, ...rest),
)
