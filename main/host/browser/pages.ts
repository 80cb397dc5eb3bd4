/** The pages that a rehearsal answers with: each under an address that is asked for once, by a token that nobody guesses. */
import { randomBytes } from 'node:crypto'
import type { WebSocket } from 'ws'

export interface RehearsalPage {
  /** One-time path segment of the page's address. */
  readonly token: string
  /** `ws://…/control?token=…` */
  readonly control: string
  visit: string | null
  /** Called with the socket when the page connects; a second connection is refused. */
  onControl(socket: WebSocket): void
  opened: boolean
  connected: boolean
}

/** Milliseconds that a tab waits for the next visitor's page: a wipe takes less than one second. */
const busyAfter = 5000

export class Pages {
  readonly #host: string
  readonly #pages = new Map<string, RehearsalPage>()
  /** Tabs that loaded themselves anew after a wipe and wait for the next visitor's page. */
  readonly #waiting: (() => void)[] = []
  #root: RehearsalPage | null = null

  /** `host`: "127.0.0.1:…", where the server listens. */
  constructor(host: string) {
    this.#host = host
  }

  add(onControl: (socket: WebSocket) => void): RehearsalPage {
    const page: RehearsalPage = {
      token: randomBytes(32).toString('base64url'),
      control: `ws://${this.#host}/control?token=${randomBytes(32).toString('base64url')}`,
      visit: null,
      onControl,
      opened: false,
      connected: false,
    }
    this.#pages.set(page.token, page)
    return page
  }

  remove(page: RehearsalPage): void {
    this.#pages.delete(page.token)
    if (this.#root === page) this.#root = null
  }

  /** The page whose address begins with this token. */
  at(token: string): RehearsalPage | undefined {
    return this.#pages.get(token)
  }

  /** The page whose control socket has this token. */
  ofControl(token: string): RehearsalPage | undefined {
    return [...this.#pages.values()].find((page) => token !== '' && page.control.endsWith(`token=${token}`))
  }

  /** Served mode: from now on "/" answers with this page, once. */
  showAtRoot(page: RehearsalPage): void {
    this.#root = page
    for (const tell of this.#waiting.splice(0)) tell()
  }

  /** The page that "/" answers with, waited for a little while; null: the kiosk is in use. */
  async atRoot(): Promise<RehearsalPage | null> {
    if (this.#root === null || this.#root.opened) await this.#next()
    return this.#root === null || this.#root.opened ? null : this.#root
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, busyAfter)
      this.#waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}
