/** A listener on loopback: routes behind HTTP or HTTPS. */
import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import { systemNow } from '../clock/clock.ts'
import type { Now } from '../clock/clock.ts'
import { answer } from './adapt.ts'
import { closable } from './closable.ts'
import { timeHeader } from '../../domain/contract/device/channel.ts'
import type { Route } from './route.ts'

export interface Listener {
  /** Scheme, host and port without a slash at the end. */
  readonly origin: string
  readonly port: number
  /** New connections are shaken hands with under this key and chain; open ones go on. Only for an HTTPS listener. */
  renewTls(tls: Tls): void
  /** Ends open exchanges and event streams too. */
  close(): Promise<void>
}

/** PEM of a key and its chain. */
export interface Tls {
  readonly key: string
  readonly cert: string
}

export interface ListenOptions {
  /** 0: a free port. A taken port falls back to a free one when `orFree` is set. */
  readonly port: number
  readonly orFree?: boolean
  /** PEM of key and chain: HTTPS (TLS 1.2 and up); without it plain HTTP, for loopback in training. */
  readonly tls?: Tls
  /** Asked at each request, so that routes may be collected after the port is known. */
  readonly routes: () => readonly Route[]
  /** Handlers in Node's own shape, tried first; true when it took the exchange (the OpenID Connect provider). */
  readonly raw?: (incoming: IncomingMessage, outgoing: ServerResponse) => boolean
  readonly onFault: (where: string, error: unknown) => void
  /** The clock that every answer states: kiosks learn the time from it, so it is the one that signs and verifies here. */
  readonly now?: Now
}

/** Milliseconds that handlers may take to end once their connections are gone. */
const mostEnding = 5_000

/** The only address on which this central listens. */
export const loopback = '127.0.0.1'

/** Both members are set at each handshake: a renewed context must not forget the floor of the first. */
const contextOf = ({ key, cert }: Tls) => ({ key, cert, minVersion: 'TLSv1.2' }) as const

export async function listen(options: ListenOptions): Promise<Listener> {
  let origin = ''
  const running = new Set<Promise<void>>()
  const { tls, now = systemNow } = options
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    stateTime(outgoing, now())
    if (options.raw?.(incoming, outgoing) === true) return
    const work = answer({ incoming, outgoing, origin, routes: options.routes(), onFault: options.onFault })
    running.add(work)
    void work.finally(() => running.delete(work))
  }
  const secure = tls === undefined ? null : createHttpsServer(contextOf(tls), handle)
  const server: Server = secure ?? createHttpServer(handle)
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
    renewTls: (renewed) => secure?.setSecureContext(contextOf(renewed)),
    async close() {
      await close()
      // What still ends (event streams, an answer that nobody waits for) may write: only then may a database be closed.
      await Promise.race([Promise.allSettled(running), pause(mostEnding, undefined, { ref: false })])
    },
  }
}

/** Whole seconds for everybody (RFC 9110 section 6.6.1), and milliseconds for kiosks, which sign with this time. */
function stateTime(outgoing: ServerResponse, at: Date): void {
  outgoing.sendDate = false
  outgoing.setHeader('date', at.toUTCString())
  outgoing.setHeader(timeHeader, at.toISOString())
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
