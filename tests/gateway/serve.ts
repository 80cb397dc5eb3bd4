/** Routes on a real loopback listener, for tests of routes alone. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { Route } from '../../central/http/route.ts'

export interface Listener {
  readonly origin: string
  close(): Promise<void>
}

export async function serve(makeRoutes: (origin: string) => readonly Route[]): Promise<Listener> {
  let routes: readonly Route[] = []
  let origin = ''
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const url = new URL(incoming.url ?? '/', origin)
      for (const route of routes) {
        const params = match(route.path, url.pathname)
        if (params === null || route.method !== incoming.method) continue
        const chunks: Buffer[] = []
        for await (const chunk of incoming) chunks.push(chunk as Buffer)
        const body = new Uint8Array(Buffer.concat(chunks))
        const gone = new AbortController()
        outgoing.once('close', () => gone.abort())
        const request = new Request(url, {
          method: route.method,
          headers: Object.entries(incoming.headers).map(([k, v]): [string, string] => [k, String(v)]),
          signal: gone.signal,
          ...(route.method === 'GET' ? {} : { body }),
        })
        const response = await route.handle({ request, url, params, body })
        const headers: Record<string, string | string[]> = {}
        response.headers.forEach((value, name) => {
          headers[name] = name === 'set-cookie' ? response.headers.getSetCookie() : value
        })
        outgoing.writeHead(response.status, headers)
        if (response.body === null) outgoing.end()
        else Readable.fromWeb(response.body as ReadableStream).pipe(outgoing)
        return
      }
      outgoing.writeHead(404).end()
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  routes = makeRoutes(origin)
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function match(pattern: string, path: string): Record<string, string> | null {
  const want = pattern.split('/')
  const have = path.split('/')
  const rest = want.at(-1) === '*'
  if (rest ? have.length < want.length : have.length !== want.length) return null
  const params: Record<string, string> = {}
  for (const [at, segment] of want.entries()) {
    if (rest && at === want.length - 1) params['rest'] = have.slice(at).join('/')
    else if (segment.startsWith(':')) params[segment.slice(1)] = decodeURIComponent(have[at] ?? '')
    else if (segment !== have[at]) return null
  }
  return params
}
