/**
 * The rehearsal's loopback server: the page of one pair under a one-time address, its files, and its control socket.
 * Patient data never passes here; the visit's own socket ends in the session process.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { randomBytes } from 'node:crypto'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Asset, RehearsalSockets } from '../assets.ts'
import { requestAddress } from './request-address.ts'

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

export interface RehearsalServer {
  readonly origin: string
  addPage(onControl: (socket: WebSocket) => void): RehearsalPage
  /** Served mode: from now on "/" answers with this page, once. */
  showAtRoot(page: RehearsalPage): void
  removePage(page: RehearsalPage): void
  addressOf(page: RehearsalPage): string
  close(): Promise<void>
}

/** Milliseconds that a tab waits for the next visitor's page: a wipe takes less than one second. */
const busyAfter = 5000

const busyPage =
  '<!doctype html><html lang="nl"><meta charset="utf-8"><meta http-equiv="refresh" content="5"><title>Balie</title><p>Deze zuil is in gebruik. Sluit het andere tabblad. <span lang="en">This kiosk is in use in another tab.</span></p></html>'

/** Listens on 127.0.0.1; Host and Origin must be exactly this address (DNS rebinding). */
export async function startRehearsalServer(options: {
  readonly assets: (path: string, sockets: RehearsalSockets | null) => Asset
  readonly port: number
  /** Whether the pages fill the screen. */
  readonly fill: boolean
}): Promise<RehearsalServer> {
  const pages = new Map<string, RehearsalPage>()
  let root: RehearsalPage | null = null
  // Tabs that loaded themselves anew after a wipe and wait for the next visitor's page.
  const waiting: (() => void)[] = []
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096 })
  const server: Server = createServer((request, response) => {
    void answer(request).then(
      (asset) => response.writeHead(asset.status, asset.headers).end(asset.body),
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(options.port, '127.0.0.1', resolve))
  const port = portOf(server)
  const host = `127.0.0.1:${port}`
  const origin = `http://${host}`

  const nothing: Asset = { status: 404, headers: { 'Content-Type': 'text/plain' }, body: new Uint8Array() }

  async function answer(request: IncomingMessage): Promise<Asset> {
    const url = requestAddress(request.url, origin)
    if (url === null || request.method !== 'GET' || request.headers.host !== host) return nothing
    const [, first = '', ...rest] = url.pathname.split('/')
    const page = pages.get(first)
    if (page && rest.length > 0) return rest.join('/') === '' ? document(page) : options.assets(rest.join('/'), null)
    if (first !== '') return options.assets([first, ...rest].join('/'), null)
    if (root === null || root.opened) await nextPage()
    if (root !== null && !root.opened) return document(root)
    return {
      status: 200,
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
      body: Uint8Array.from(Buffer.from(busyPage)),
    }
  }

  function nextPage(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, busyAfter)
      waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  function document(page: RehearsalPage): Asset {
    if (page.opened || page.visit === null) return nothing
    page.opened = true
    return options.assets('index.html', { control: page.control, visit: page.visit, fill: options.fill })
  }

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // Whoever hangs up in the middle of it must not end the kiosk.
    stream.on('error', () => undefined)
    const url = requestAddress(request.url, origin)
    const token = url?.searchParams.get('token') ?? ''
    const page = [...pages.values()].find((entry) => token !== '' && entry.control.endsWith(`token=${token}`))
    const allowed = request.headers.host === host && request.headers.origin === origin && url?.pathname === '/control'
    if (!page || !allowed || page.connected) {
      stream.destroy()
      return
    }
    page.connected = true
    sockets.handleUpgrade(request, stream, head, (socket) => page.onControl(socket))
  })

  return {
    origin,
    addPage(onControl) {
      const page: RehearsalPage = {
        token: randomBytes(32).toString('base64url'),
        control: `ws://${host}/control?token=${randomBytes(32).toString('base64url')}`,
        visit: null,
        onControl,
        opened: false,
        connected: false,
      }
      pages.set(page.token, page)
      return page
    },
    showAtRoot(page) {
      root = page
      for (const tell of waiting.splice(0)) tell()
    },
    removePage(page) {
      pages.delete(page.token)
      if (root === page) root = null
    },
    addressOf: (page) => `${origin}/${page.token}/`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The port that a listening server was given. */
function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The rehearsal listens on no port')
  return address.port
}
