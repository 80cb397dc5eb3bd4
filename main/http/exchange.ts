/** The one place where main speaks HTTPS: Node's own, because it takes a CA and runs the same in every host. */
import { request as httpsRequest } from 'node:https'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { connectionOf, type Trust } from './pinning.ts'
import { Unreachable } from './unreachable.ts'

/** An answer that is being read. */
export type Incoming = Readable & Pick<IncomingMessage, 'statusCode' | 'headers' | 'complete'>

export interface ToOpen {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: URL
  readonly trust: Trust
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Over a connection of its own. */
  readonly fresh?: true
  /** Milliseconds until the answer's head must be there. */
  readonly timeout: number
  readonly signal?: AbortSignal
}

/** The way to the central: {@link openExchange}, or another line in a simulation. */
export type OpenExchange = (options: ToOpen) => Promise<Incoming>

/** Opens an exchange and resolves with the answer's head; the caller reads the body. Rejects with Unreachable. */
export function openExchange(options: ToOpen): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      options.url,
      {
        method: options.method,
        headers: {
          ...options.headers,
          ...(options.body === undefined ? {} : { 'content-length': Buffer.byteLength(options.body) }),
        },
        ...connectionOf(options.trust, { fresh: options.fresh === true }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      },
      (answer) => {
        clearTimeout(timer)
        resolve(answer)
      },
    )
    const timer = setTimeout(() => request.destroy(new Unreachable('timeout')), options.timeout)
    request.on('error', (error) => {
      clearTimeout(timer)
      reject(error instanceof Unreachable ? error : new Unreachable('connection'))
    })
    request.end(options.body)
  })
}
