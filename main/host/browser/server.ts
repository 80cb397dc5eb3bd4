/**
 * The rehearsal's loopback server: the page of one pair under a one-time address, its files, and its control socket.
 * Patient data never passes here; the visit's own socket ends in the session process.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Asset, RehearsalSockets } from '../assets.ts'
import { Pages, type RehearsalPage } from './pages.ts'
import { requestAddress } from './request-address.ts'

export interface RehearsalServer {
  readonly origin: string
  addPage(onControl: (socket: WebSocket) => void): RehearsalPage
  /** Served mode: from now on "/" answers with this page, once. */
  showAtRoot(page: RehearsalPage): void
  removePage(page: RehearsalPage): void
  addressOf(page: RehearsalPage): string
  close(): Promise<void>
}

interface ServerOptions {
  readonly assets: (path: string, sockets: RehearsalSockets | null) => Asset
  readonly port: number
  /** Whether the pages fill the screen. */
  readonly fill: boolean
}

const nothing: Asset = { status: 404, headers: { 'Content-Type': 'text/plain' }, body: new Uint8Array() }

const busyPage =
  '<!doctype html><html lang="nl"><meta charset="utf-8"><meta http-equiv="refresh" content="5"><title>Balie</title><p>Deze zuil is in gebruik. Sluit het andere tabblad. <span lang="en">This kiosk is in use in another tab.</span></p></html>'

/** Listens on 127.0.0.1; Host and Origin must be exactly this address (DNS rebinding). */
export async function startRehearsalServer(options: ServerOptions): Promise<RehearsalServer> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096 })
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(options.port, '127.0.0.1', resolve))
  const host = `127.0.0.1:${portOf(server)}`
  const origin = `http://${host}`
  const pages = new Pages(host)

  server.on('request', (request, response) => {
    void answer({ request, host, pages, options }).then(
      (asset) => response.writeHead(asset.status, asset.headers).end(asset.body),
      () => response.destroy(),
    )
  })
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // Whoever hangs up in the middle of it must not end the kiosk.
    stream.on('error', () => undefined)
    const url = requestAddress(request.url, origin)
    const page = pages.ofControl(url?.searchParams.get('token') ?? '')
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
    addPage: (onControl) => pages.add(onControl),
    showAtRoot: (page) => pages.showAtRoot(page),
    removePage: (page) => pages.remove(page),
    addressOf: (page) => `${origin}/${page.token}/`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function answer(asked: {
  readonly request: IncomingMessage
  readonly host: string
  readonly pages: Pages
  readonly options: ServerOptions
}): Promise<Asset> {
  const { request, host, pages, options } = asked
  const url = requestAddress(request.url, `http://${host}`)
  if (url === null || request.method !== 'GET' || request.headers.host !== host) return nothing
  const [, first = '', ...rest] = url.pathname.split('/')
  const page = pages.at(first)
  if (page && rest.length > 0)
    return rest.join('/') === '' ? documentOf(page, options) : options.assets(rest.join('/'), null)
  if (first !== '') return options.assets([first, ...rest].join('/'), null)
  const root = await pages.atRoot()
  if (root !== null) return documentOf(root, options)
  return {
    status: 200,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
    body: Uint8Array.from(Buffer.from(busyPage)),
  }
}

/** A page's document, once. */
function documentOf(page: RehearsalPage, { assets, fill }: ServerOptions): Asset {
  if (page.opened || page.visit === null) return nothing
  page.opened = true
  return assets('index.html', { control: page.control, visit: page.visit, fill })
}

/** The port that a listening server was given. */
function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The rehearsal listens on no port')
  return address.port
}
