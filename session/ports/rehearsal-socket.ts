/**
 * The renderer's line in rehearsal: one WebSocket on loopback (docs/protocol.md, "Rehearsal socket"). Weaker than a port,
 * because other users of the machine can reach it: training only.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { RawData, WebSocket } from 'ws'
import type { ChannelPort } from './ports.ts'

export interface RehearsalSocket {
  readonly port: number
  /** 256 bits, base64url: redeemed by the first upgrade, worthless after. */
  readonly token: string
  readonly channel: ChannelPort
  close(): void
}

/** Largest frame from a renderer: ink with the most points that its schema allows is far below. */
const largestFrame = 8 * 1024 * 1024

/** Listens on 127.0.0.1, any free port, for pages of exactly this origin. */
export async function rehearsalSocket({ origin }: { readonly origin: string }): Promise<RehearsalSocket> {
  const token = randomBytes(32).toString('base64url')
  const onMessage: ((message: unknown) => void)[] = []
  const onBroken: (() => void)[] = []
  const broken = (): void => onBroken.forEach((listener) => listener())
  let socket: WebSocket | null = null
  let redeemed = false

  // Nothing is served: whatever is no upgrade is refused without a word.
  const server = createServer((_request, response) => response.writeHead(404).end())
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  server.on('upgrade', (request, stream, head) => {
    // Whoever hangs up in the middle of it must not end the visit.
    stream.on('error', () => undefined)
    const allowed = isAllowed(request, { origin, host: `127.0.0.1:${String(port)}`, token })
    if (!allowed || redeemed) {
      stream.destroy()
      // Somebody holds the token or stands before a page of ours: whoever it is, this visit is no longer private.
      if (redeemed) broken()
      return
    }
    redeemed = true
    sockets.handleUpgrade(request, stream, head, (opened) => {
      socket = opened
      opened.on('message', (data, isBinary) => {
        const message = isBinary ? undefined : parse(data)
        if (message === undefined) return broken()
        for (const listener of onMessage) listener(message)
      })
      // A frame that breaks the protocol or the limit closes the socket with an error: that ends the visit.
      opened.on('error', broken)
    })
  })
  return {
    port,
    token,
    channel: {
      send: (message) => {
        if (socket !== null && socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
      },
      onMessage: (listener) => void onMessage.push(listener),
      onBroken: (listener) => void onBroken.push(listener),
    },
    close: () => {
      socket?.terminate()
      server.close()
    },
  }
}

function isAllowed(
  request: IncomingMessage,
  expected: { readonly origin: string; readonly host: string; readonly token: string },
): boolean {
  if (request.headers.origin !== expected.origin || request.headers.host !== expected.host) return false
  // Compared as it came: nothing that a stranger sends is parsed here.
  const given = Buffer.from(request.url ?? '')
  const wanted = Buffer.from(`/visit?token=${expected.token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function parse(data: RawData): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '') as unknown
  } catch {
    return undefined
  }
}
