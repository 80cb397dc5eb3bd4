import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimOf } from '../gateway/bench.ts'
import { deskBench } from './bench.ts'

let desk: Awaited<ReturnType<typeof deskBench>>
beforeEach(async () => {
  desk = await deskBench()
})
afterEach(() => desk.close())

test('a clerk logs in with a code, PKCE, state and nonce, and gets a cookie', async () => {
  const started = await fetch(`${desk.origin}/staff/login`, { redirect: 'manual' })
  const target = new URL(started.headers.get('location') ?? '')
  expect(target.searchParams.get('response_type')).toBe('code')
  expect(target.searchParams.get('code_challenge_method')).toBe('S256')
  expect(target.searchParams.get('state')).toMatch(/.{20}/)
  expect(target.searchParams.get('nonce')).toMatch(/.{20}/)
  const { status, text } = await desk.login(0)
  expect([status, text.includes('Marloes Kuiper')]).toEqual([200, true])
})

test('nobody sees the desk page, its events or its actions without a login', async () => {
  const to = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(desk.origin + path, { redirect: 'manual', ...init })
    return [answer.status, answer.headers.get('location')]
  }
  expect(await to('/desk?nr=1')).toEqual([303, '/staff/login'])
  expect(await to('/desk/events')).toEqual([401, null])
  expect(await to('/desk/stop', { method: 'POST' })).toEqual([303, '/staff/login'])
})

test('a physician is told kindly that this page is for the desk', async () => {
  const { status, text, go, csrf } = await desk.login(2)
  // His own page comes after the log-in, whatever page asked for it.
  expect([status, text.includes('Werklijst')]).toEqual([200, true])
  const there = await go('/desk')
  const said = await there.text()
  expect([there.status, said.includes('Deze pagina is voor de balie'), said.includes('href="/approve"')]).toEqual([403, true, true]) // prettier-ignore
  const visit = await desk.visitor(1)
  const answer = await go('/desk/stop', { method: 'POST', body: new URLSearchParams({ csrf, visit }) })
  expect(answer.status).toBe(403)
  expect((await desk.visits.find(visit))?.record.state).toBe('opened')
})

test('an action without the token of this login is refused', async () => {
  const { go } = await desk.login(0)
  const visit = await desk.visitor(1)
  for (const csrf of ['', 'x'.repeat(43)]) {
    const answer = await go('/desk/stop', { method: 'POST', body: new URLSearchParams({ csrf, visit }) })
    expect(answer.status).toBe(403)
  }
  expect((await desk.visits.find(visit))?.record.state).toBe('opened')
})

test('locking forgets the login, and the password is asked again', async () => {
  const { go, csrf } = await desk.login(0)
  const answer = await go('/staff/logout', { method: 'POST', body: new URLSearchParams({ csrf }) })
  expect(await answer.text()).toContain('Inloggen voor medewerkers')
})

test('a wrong password says so, and after five that login waits', async () => {
  const jar = new Map<string, string>()
  const go = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(address, desk.origin)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    const next = answer.headers.get('location')
    return next === null ? answer : await go(new URL(next, url).href)
  }
  const action = /action="([^"]+)"/.exec(await (await go('/desk')).text())?.[1] ?? ''
  const attempt = async (password: string) =>
    await (await go(action, { method: 'POST', body: new URLSearchParams({ login: 'marloes', password }) })).text()
  for (let n = 0; n < 5; n += 1) expect(await attempt('nope')).toContain('klopt niet')
  expect(await attempt(desk.accounts[0]?.password ?? '')).toContain('Wacht 1 minuut')
})

/** A browser at another address of this machine (all of 127/8 is loopback); its cookies and nothing else. */
function browserAt(address: string) {
  const jar = new Map<string, string>()
  const call = (url: URL, body: string | null) =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { cookie, ...(body === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) }
      const options = { localAddress: address, method: body === null ? 'GET' : 'POST', headers }
      const asked = request(url, options, (answer) => {
        let text = ''
        answer.on('data', (chunk) => (text += String(chunk)))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
      })
      asked.on('error', reject)
      asked.end(body ?? undefined)
    })
  const go = async (to: string, body: string | null = null): Promise<{ status: number; text: string }> => {
    const url = new URL(to, desk.origin)
    const answer = await call(url, body)
    for (const line of answer.headers['set-cookie'] ?? []) {
      const pair = line.split(';')[0] ?? ''
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const next = answer.headers.location
    return next === undefined ? answer : await go(new URL(next, url).href)
  }
  return {
    go,
    async attempt(login: string, password: string) {
      const action = /action="([^"]+)"/.exec((await go('/desk')).text)?.[1] ?? ''
      const { status, text } = await go(action, new URLSearchParams({ login, password }).toString())
      return { status, says: /role="alert"[^>]*>(?:<svg.*?<\/svg>)?([^<]*)/.exec(text)?.[1]?.trim() ?? 'in' }
    },
  }
}

const logins = () =>
  desk.fhir.all.flatMap((resource) =>
    resource.resourceType === 'AuditEvent' && resource.type.code === '110114'
      ? [[resource.subtype?.[0]?.display, resource.outcome, resource.agent[0]?.who?.identifier?.value ?? null]]
      : [],
  )

test('machine 20: wrong passwords by a stranger elsewhere lock no clerk out, however often', async () => {
  const stranger = browserAt('127.0.0.9')
  for (let n = 0; n < 12; n += 1) await stranger.attempt('marloes', 'nope')
  expect(await stranger.attempt('marloes', desk.accounts[0]?.password ?? '')).toMatchObject({ status: 401 })
  expect((await browserAt('127.0.0.1').attempt('marloes', desk.accounts[0]?.password ?? '')).says).toBe('in')
})

test('machine 20: a name that nobody has is answered like one that somebody has, the wait included', async () => {
  const tries = async (login: string) => {
    const browser = browserAt('127.0.0.1')
    const said = []
    for (let n = 0; n < 7; n += 1) said.push(await browser.attempt(login, 'nope'))
    return said
  }
  // Other names in between have their own count.
  expect(await tries('youssef')).toEqual(await tries('nobody'))
})

test('machine 20: one address that goes through many names waits too', async () => {
  const browser = browserAt('127.0.0.7')
  for (let n = 0; n < 30; n += 1) await browser.attempt(`name-${n}`, 'nope')
  expect((await browser.attempt('marloes', desk.accounts[0]?.password ?? '')).says).toContain('Wacht')
  expect((await browserAt('127.0.0.1').attempt('marloes', desk.accounts[0]?.password ?? '')).says).toBe('in')
})

test('machine 20: each log-in, each wrong one and each log-out is in the access log, without what was typed', async () => {
  const browser = browserAt('127.0.0.1')
  await browser.attempt('marloes', 'SECRETWORD')
  await browser.attempt('OTHERSECRET', 'SECRETWORD')
  await browser.attempt('marloes', desk.accounts[0]?.password ?? '')
  const csrf = /name="csrf" value="([^"]+)"/.exec((await browser.go('/desk')).text)?.[1] ?? ''
  await browser.go('/staff/logout', new URLSearchParams({ csrf }).toString())
  expect(logins()).toEqual([
    ['Login', '4', 'clerk-1'],
    ['Login', '4', null],
    ['Login', '0', 'clerk-1'],
    ['Logout', '0', 'clerk-1'],
  ])
  expect(JSON.stringify(desk.fhir.all)).not.toMatch(/SECRET|oefenen-/i)
  expect(JSON.stringify(desk.fhir.all)).toContain('127.0.0.1')
})

/** The address of a log-in as a stranger at the same machine would change it. */
const withoutPrompt = async (go: (address: string) => Promise<{ text: string }>, from: string) => {
  const started = await fetch(`${desk.origin}/staff/login`, { redirect: 'manual' })
  const target = new URL(started.headers.get('location') ?? '')
  for (const name of ['prompt', 'max_age']) target.searchParams.delete(name)
  return await go(from + target.pathname + target.search)
}

test('machine 19: after a log-out the provider asks for the password, also without prompt=login', async () => {
  const browser = browserAt('127.0.0.1')
  await browser.attempt('marloes', desk.accounts[0]?.password ?? '')
  const csrf = /name="csrf" value="([^"]+)"/.exec((await browser.go('/desk')).text)?.[1] ?? ''
  await browser.go('/staff/logout', new URLSearchParams({ csrf }).toString())
  expect((await withoutPrompt(browser.go, '')).text).toContain('Inloggen voor medewerkers')
})

test('the provider refuses a login without PKCE and another place to return to, in Dutch and without foreign files', async () => {
  const ask = async (query: Record<string, string>) =>
    await (await fetch(`${desk.origin}/oidc/auth?${new URLSearchParams(query)}`)).text()
  const base = { client_id: 'balie-desk', response_type: 'code', scope: 'openid' }
  for (const query of [
    { ...base, redirect_uri: 'https://elsewhere.example/' },
    { ...base, client_id: 'somebody' },
  ]) {
    const text = await ask(query)
    expect(text).toContain('Inloggen lukt niet')
    expect(text).not.toMatch(/https?:\/\//)
  }
  const back = `${desk.origin}/staff/callback`
  const answer = await fetch(`${desk.origin}/oidc/auth?${new URLSearchParams({ ...base, redirect_uri: back })}`, {
    redirect: 'manual',
  })
  expect(answer.headers.get('location')).toContain('error=invalid_request')
})

test('a callback that was not started here logs nobody in', async () => {
  const answer = await fetch(`${desk.origin}/staff/callback?code=abc&state=def`, { redirect: 'manual' })
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([400, []])
})

test('every page may only use what this server gives, and is never framed or kept', async () => {
  const { go } = await desk.login(0)
  const visit = await desk.visitor(1)
  await desk.visits.claim(visit, claimOf('self'))
  const answer = await go('/desk?nr=1')
  expect(answer.headers.get('content-security-policy')).toContain(
    "default-src 'none'; script-src 'self'; style-src 'self'",
  )
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const text = await answer.text()
  expect(text).not.toMatch(/ style=| onclick=|<script>/)
})

test('names from a document are text, never markup', async () => {
  const { go } = await desk.login(0)
  const visit = await desk.visitor(1)
  await desk.visits.claim(visit, { ...claimOf('self'), family: '<img src=x onerror=alert(1)>' })
  const text = await (await go('/desk?nr=1')).text()
  expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(text).not.toContain('<img')
})

test('under a foreign name that points to this machine there is no page, no login and no action', async () => {
  const port = Number(new URL(desk.origin).port)
  const ask = (method: string, path: string) =>
    new Promise<{ status: number; location: string | undefined; text: string }>((resolve, reject) => {
      const headers = { host: `elsewhere.example:${port}` }
      const call = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
        let text = ''
        answer.on('data', (chunk) => (text += String(chunk)))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, location: answer.headers.location, text }))
      })
      call.on('error', reject)
      call.end()
    })
  expect(await ask('GET', '/desk')).toEqual({ status: 303, location: `${desk.origin}/desk`, text: '' })
  expect((await ask('POST', '/desk/stop')).status).toBe(421)
  expect((await ask('GET', '/oidc/.well-known/openid-configuration')).status).toBe(421)
  expect((await ask('GET', '/oidc/interaction/x')).text).toBe('')
})
