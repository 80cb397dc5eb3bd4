/** A listener on loopback: routes behind HTTP or HTTPS. */
import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { answer } from './adapt.ts'
import { closable } from './closable.ts'
import type { Route } from './route.ts'

export interface Listener {
  /** Scheme, host and port without a slash at the end. */
  readonly origin: string
  readonly port: number
  /** Ends open exchanges and event streams too. */
  close(): Promise<void>
}

export interface ListenOptions {
  /** 0: a free port. A taken port falls back to a free one when `orFree` is set. */
  readonly port: number
  readonly orFree?: boolean
  /** PEM of key and chain: HTTPS (TLS 1.2 and up); without it plain HTTP, for loopback in training. */
  readonly tls?: { readonly key: string; readonly cert: string }
  /** Asked at each request, so that routes may be collected after the port is known. */
  readonly routes: () => readonly Route[]
  /** Handlers in Node's own shape, tried first; true when it took the exchange (the OpenID Connect provider). */
  readonly raw?: (incoming: IncomingMessage, outgoing: ServerResponse) => boolean
  readonly onFault: (where: string, error: unknown) => void
}

/** The only address on which this central listens. */
export const loopback = '127.0.0.1'

export async function listen(options: ListenOptions): Promise<Listener> {
  let origin = ''
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (options.raw?.(incoming, outgoing) === true) return
    void answer({ incoming, outgoing, origin, routes: options.routes(), onFault: options.onFault })
  }
  const { tls } = options
  const server =
    tls === undefined
      ? createHttpServer(handle)
      : createHttpsServer({ key: tls.key, cert: tls.cert, minVersion: 'TLSv1.2' }, handle)
  // Slow senders hold a connection for at most this long (milliseconds); answers may stream for hours.
  server.headersTimeout = 20_000
  server.requestTimeout = 60_000
  const close = closable(server)
  await open(server, options.port).catch(async (error: unknown) => {
    if (options.orFree !== true || options.port === 0) throw error
    await open(server, 0)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a listener has a port')
  origin = `${tls === undefined ? 'http' : 'https'}://${loopback}:${address.port}`
  return {
    origin,
    port: address.port,
    close,
  }
}

function open(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, loopback, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
