/** The one place where main speaks HTTPS: Node's own, because it takes a CA and runs the same in every host. */
import { Agent, request as httpsRequest } from 'node:https'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'

/**
 * One connection serves what follows closely: a start asks for the time, a token and the events in turn. A kept one may
 * have died unseen; who asks once and not again asks over a fresh one.
 */
const agent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5_000 })

export type Trust =
  /** PEM of the hospital's CA, from a verified keyset. */
  | { readonly ca: string }
  /** Only for GET /enrolment/root, before anything is sent: the answer proves itself by the pinned thumbprint. */
  | { readonly ca: 'none' }

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: URL
  readonly trust: Trust
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Over a connection of its own. */
  readonly fresh?: true
  /** Milliseconds until the whole exchange is given up. */
  readonly timeout: number
  /** Most bytes that are read of the answer. */
  readonly limit: number
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

/** What a caller may learn of a failed exchange; the foreign message is dropped. */
export class Unreachable extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** An answer that is being read. */
export type Incoming = Readable & Pick<IncomingMessage, 'statusCode' | 'headers' | 'complete'>

export type ToOpen = Omit<HttpRequest, 'limit' | 'timeout'> & {
  readonly timeout: number
  readonly signal?: AbortSignal
}

/** The way to the central: {@link openExchange}, or another line in a simulation. */
export type OpenExchange = (options: ToOpen) => Promise<Incoming>

/** Opens an exchange and resolves with the answer's head; the caller reads the body. Rejects with Unreachable. */
export function openExchange(options: ToOpen): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const pinned = options.trust.ca !== 'none'
    const request = httpsRequest(
      options.url,
      {
        method: options.method,
        headers: {
          ...options.headers,
          ...(options.body === undefined ? {} : { 'content-length': Buffer.byteLength(options.body) }),
        },
        // A connection that trusted nobody is never used again.
        ...(pinned
          ? { ca: options.trust.ca, agent: options.fresh ? false : agent }
          : { rejectUnauthorized: false, agent: false }),
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

/** One whole exchange. Rejects with Unreachable on connection loss, time-out or an answer that is too long. */
export async function request(options: HttpRequest, open: OpenExchange = openExchange): Promise<HttpAnswer> {
  const { body, ...head } = await requestBytes(options, open)
  return { ...head, body: body.toString('utf8') }
}

/** As {@link request}, for answers that are no text. */
export async function requestBytes(
  options: HttpRequest,
  open: OpenExchange = openExchange,
): Promise<Omit<HttpAnswer, 'body'> & { readonly body: Buffer }> {
  const started = performance.now()
  const answer = await open(options)
  const left = Math.max(1, options.timeout - (performance.now() - started))
  const body = await readBody({ answer, limit: options.limit, timeout: left })
  return { status: answer.statusCode ?? 0, headers: answer.headers, body }
}

function readBody(options: { answer: Incoming; limit: number; timeout: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const { answer } = options
    const parts: Buffer[] = []
    let size = 0
    const give = (code: string) => {
      clearTimeout(timer)
      answer.destroy()
      reject(new Unreachable(code))
    }
    const timer = setTimeout(() => give('timeout'), options.timeout)
    answer.on('data', (part: Buffer) => {
      size += part.length
      if (size > options.limit) give('tooLong')
      else parts.push(part)
    })
    answer.on('error', () => give('connection'))
    answer.on('close', () => {
      if (!answer.complete) give('connection')
    })
    answer.on('end', () => {
      clearTimeout(timer)
      if (!answer.complete) return give('connection')
      resolve(Buffer.concat(parts))
    })
  })
}
