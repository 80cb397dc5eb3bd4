import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { listen } from '../../central/http/listen.ts'
import type { Listener } from '../../central/http/listen.ts'
import type { Route } from '../../central/http/route.ts'

let listener: Listener | null = null
const faults: string[] = []
const text = (body: string) => new Response(body)

async function serve(...routes: readonly Route[]): Promise<string> {
  listener = await listen({
    port: 0,
    routes: () => routes,
    onFault: (where, error) => faults.push(`${where} ${String(error)}`),
  })
  return listener.origin
}

afterEach(async () => {
  await listener?.close()
  faults.length = 0
})

describe('a listener', () => {
  it('hands a route its parameters, its query and its bytes', async () => {
    const origin = await serve({
      method: 'PUT',
      path: '/things/:id/*',
      handle: async ({ params, url, body }) =>
        Response.json({ ...params, q: url.searchParams.get('q'), size: body.length }),
    })
    const answer = await fetch(`${origin}/things/a%20b/c/d?q=1`, { method: 'PUT', body: 'bytes' })
    expect(await answer.json()).toEqual({ id: 'a b', rest: 'c/d', q: '1', size: 5 })
  })

  it('sets security headers, and leaves those that a route set', async () => {
    const origin = await serve(
      { method: 'GET', path: '/plain', handle: async () => text('x') },
      {
        method: 'GET',
        path: '/own',
        handle: async () => new Response('x', { headers: { 'content-security-policy': "default-src 'self'" } }),
      },
    )
    const plain = await fetch(`${origin}/plain`)
    expect(plain.headers.get('cache-control')).toBe('no-store')
    expect(plain.headers.get('x-content-type-options')).toBe('nosniff')
    expect(plain.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await fetch(`${origin}/own`)).headers.get('content-security-policy')).toBe("default-src 'self'")
  })

  it('answers an unknown path and an unknown method with their own status', async () => {
    const origin = await serve({ method: 'GET', path: '/plain', handle: async () => text('x') })
    expect((await fetch(`${origin}/other`)).status).toBe(404)
    const answer = await fetch(`${origin}/plain`, { method: 'POST', body: '' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET'])
  })

  it('refuses a body over the limit, said or streamed, and takes one at the limit', async () => {
    const origin = await serve({
      method: 'POST',
      path: '/',
      bodyLimit: 10,
      handle: async ({ body }) => text(String(body.length)),
    })
    expect((await fetch(origin, { method: 'POST', body: 'x'.repeat(10) })).status).toBe(200)
    const refused = await fetch(origin, { method: 'POST', body: 'x'.repeat(11) })
    expect([refused.status, await refused.json()]).toEqual([413, { type: 'tooLarge', status: 413 }])
    const stream = new Blob(['x'.repeat(11)]).stream()
    const init = { method: 'POST', body: stream, duplex: 'half' }
    expect((await fetch(origin, init)).status).toBe(413)
  })

  it('streams events as they come, and tells the route when the reader has gone', async () => {
    let gone = false
    const origin = await serve({
      method: 'GET',
      path: '/events',
      handle: async ({ request }) => {
        request.signal.addEventListener('abort', () => (gone = true))
        return new Response(
          new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')) }),
        )
      },
    })
    const abort = new AbortController()
    const answer = await fetch(`${origin}/events`, { signal: abort.signal })
    const first = await answer.body?.getReader().read()
    expect(new TextDecoder().decode(first?.value)).toBe('data: 1\n\n')
    abort.abort()
    await expect.poll(() => gone, { timeout: 15_000 }).toBe(true)
  })

  it('answers a handler that threw with a problem that does not tell the message', async () => {
    const origin = await serve({ method: 'GET', path: '/', handle: () => Promise.reject(new Error('Sanne de Bruijn')) })
    const answer = await fetch(origin)
    expect([answer.status, await answer.text()]).toEqual([500, '{"type":"fault","status":500}'])
    expect(faults).toHaveLength(1)
  })

  it('refuses targets that name another host', async () => {
    const origin = await serve({ method: 'GET', path: '/', handle: async ({ url }) => text(url.host) })
    const status = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => {
        socket.write('GET //evil.example/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
      })
      socket.once('data', (data) => resolve(data.toString().split('\r\n')[0] ?? ''))
    })
    expect(status).toContain('400')
  })
})
