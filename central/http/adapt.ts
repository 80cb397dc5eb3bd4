/** One exchange of Node's HTTP server as a standard Request and Response. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ReadableStream } from 'node:stream/web'
import { problem } from './answer.ts'
import { findRoute } from './match.ts'
import type { Route } from './route.ts'

/** Bytes of a body when the route says nothing else. */
const defaultBodyLimit = 64 * 1024

/** Bytes of a refused body that are taken off the line before the answer is given. */
const mostDiscarded = 32 * 1024 * 1024

/** Set unless the route set its own: nothing is cached, framed, sniffed or told to others. */
const defaultHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

/** Answers one request; never rejects. `onFault` learns that a handler threw, with the route's pattern only. */
export async function answer(options: {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  readonly origin: string
  readonly routes: readonly Route[]
  readonly onFault: (where: string, error: unknown) => void
}): Promise<void> {
  const { incoming, outgoing, onFault } = options
  let where = 'no route'
  try {
    const url = urlOf(incoming.url, options.origin)
    const found = url === null ? null : findRoute(options.routes, incoming.method ?? '', url.pathname)
    if (url === null || found === null) return await send(outgoing, problem('badRequest'))
    if (found.kind === 'none') return await send(outgoing, problem('notFound'))
    if (found.kind === 'otherMethod') {
      return await send(outgoing, new Response(null, { status: 405, headers: { allow: found.allow.join(', ') } }))
    }
    const { route, params } = found
    where = `${route.method} ${route.path}`
    const refusal = (await route.admit?.(requestOf({ incoming, outgoing, url, body: null }))) ?? null
    const body = refusal === null ? await readBody(incoming, route.bodyLimit ?? defaultBodyLimit) : null
    if (body === null) {
      // Who still sends would see a broken line instead of the answer.
      const whole = await discard(incoming)
      if (!whole) outgoing.setHeader('connection', 'close')
      return await send(outgoing, refusal ?? problem('tooLarge'))
    }
    const request = requestOf({ incoming, outgoing, url, body })
    await send(
      outgoing,
      await route.handle({ request, url, params, body, address: incoming.socket.remoteAddress ?? '' }),
    )
  } catch (error) {
    onFault(where, error)
    if (outgoing.headersSent) outgoing.destroy()
    else await send(outgoing, problem('fault')).catch(() => outgoing.destroy())
  }
}

function urlOf(target: string | undefined, origin: string): URL | null {
  // Absolute-form targets and protocol-relative paths would change the host.
  if (target === undefined || !target.startsWith('/') || target.startsWith('//')) return null
  return URL.parse(target, origin)
}

function requestOf(options: {
  incoming: IncomingMessage
  outgoing: ServerResponse
  url: URL
  body: Uint8Array<ArrayBuffer> | null
}): Request {
  const { incoming, outgoing, url, body } = options
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  const headers = new Headers()
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '')
  }
  // HEAD stays HEAD: a proof for GET is none for it.
  const method = incoming.method ?? 'GET'
  const content = method === 'GET' || method === 'HEAD' || body === null ? {} : { body }
  return new Request(url, { method, headers, signal: gone.signal, ...content })
}

/** The whole body, or null when it is longer than the limit; the rest is then not read. */
async function readBody(incoming: IncomingMessage, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return null
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of incoming.iterator({ destroyOnReturn: false })) {
    if (!(part instanceof Uint8Array)) throw new Error('a body is bytes')
    size += part.length
    if (size > limit) return null
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}

/** Lets what is still coming pass by unread, up to a limit; false when it was more. */
async function discard(incoming: IncomingMessage): Promise<boolean> {
  let size = 0
  for await (const part of incoming.iterator({ destroyOnReturn: false })) {
    size += part instanceof Uint8Array ? part.length : 0
    if (size > mostDiscarded) return false
  }
  return true
}

async function send(outgoing: ServerResponse, response: Response): Promise<void> {
  const headers: Record<string, string | readonly string[]> = { ...defaultHeaders }
  response.headers.forEach((value, name) => {
    headers[name] = name === 'set-cookie' ? response.headers.getSetCookie() : value
  })
  outgoing.statusCode = response.status
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value)
  if (response.body === null || outgoing.req.method === 'HEAD') {
    await response.body?.cancel()
    outgoing.end()
    return
  }
  outgoing.flushHeaders()
  // A reader that goes away ends a stream of events; that is no fault.
  await pipeline(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), outgoing).catch(() =>
    outgoing.destroy(),
  )
}
