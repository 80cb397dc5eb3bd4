/** Logging in: what is under way is kept by the browser, so nobody can push anybody out, and nobody can make one up. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sqliteSecrets } from '../../central/store/sqlite/rates.ts'
import { openVolatile } from '../../central/store/sqlite/volatile.ts'
import { citizenCallback, citizenPrefix, copyClient } from '../../central/web/citizen/provider.ts'
import type { Central } from '../../central/compose.ts'
import { oidcLogin } from '../../central/web/oidc/login.ts'
import type { Login } from '../../central/web/oidc/login.ts'
import { folder, training } from './support/kiosk.ts'
import type { Folder } from './support/kiosk.ts'

let data: Folder
let central: Central
let login: Login
let shift = 0

beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  login = client()
})
afterAll(async () => {
  await central.close()
  data.remove()
})

/** A client of the citizens' provider that the test can call without a page. */
const client = (): Login =>
  oidcLogin({
    origin: central.staff,
    prefix: citizenPrefix,
    client: copyClient,
    callbackPath: citizenCallback,
    cookieName: 'under_way',
    cookiePath: '/',
    secrets: sqliteSecrets(openVolatile()),
    now: () => new Date(Date.now() + shift),
  })

const cookieOf = (answer: Response): string => (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''

/** What the browser carries after the start, and the address to which the provider sent it back. */
async function come(
  started: Response,
  jar = new Map<string, string>(),
): Promise<{ readonly cookie: string; readonly back: URL }> {
  const go = async (address: string, init: RequestInit = {}): Promise<Response | URL> => {
    const url = new URL(address, central.staff)
    if (url.pathname === citizenCallback) return url
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const pair = line.split(';')[0] ?? ''
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const next = answer.headers.get('location')
    return next === null ? answer : await go(new URL(next, url).href)
  }
  const form = await go(started.headers.get('location') ?? '')
  // The provider still knew this browser and asked for nothing.
  if (form instanceof URL) return { cookie: cookieOf(started), back: form }
  const action = /action="([^"]+)"/.exec(await form.text())?.[1] ?? ''
  const [account] = central.citizens
  const body = new URLSearchParams({ login: account?.login ?? '', password: account?.password ?? '' })
  const back = await go(action, { method: 'POST', body })
  if (!(back instanceof URL)) throw new Error(`no way back: ${String(back.status)}`)
  return { cookie: cookieOf(started), back }
}
const finish = (by: Login, cookie: string, back: URL) => by.finish(new Request(back, { headers: { cookie } }), back)

it('a stranger who begins thousands of logins ends nobody else’s', async () => {
  const { cookie, back } = await come(await login.start('mine'))
  for (let n = 0; n < 20; n += 1) await Promise.all(Array.from({ length: 100 }, () => login.start('stranger')))
  const finished = await finish(login, cookie, back)
  expect(finished?.purpose).toBe('mine')
  expect(finished?.claims).toMatchObject({ bsn: central.citizens[0]?.citizen.bsn })
}, 60_000)

it('tells nothing of itself in the cookie, and is bound to it', async () => {
  const { cookie, back } = await come(await login.start('SECRETPURPOSE'))
  const parts = cookie.slice('under_way='.length).split('.')
  const inside = [cookie, ...parts.map((part) => Buffer.from(part, 'base64url').toString('latin1'))].join(' ')
  for (const secret of ['SECRETPURPOSE', back.searchParams.get('state') ?? '?']) expect(inside).not.toContain(secret)
  const other = cookieOf(await login.start('other'))
  expect(await finish(login, other, back)).toBeNull()
  expect(await finish(login, '', back)).toBeNull()
})

it('is no login when the cookie was changed anywhere, or made for another door', async () => {
  const { cookie, back } = await come(await login.start('mine'))
  const start = 'under_way='.length
  for (let at = start; at < cookie.length; at += 7) {
    const changed = cookie.slice(0, at) + (cookie[at] === 'A' ? 'B' : 'A') + cookie.slice(at + 1)
    expect([at, await finish(login, changed, back)]).toEqual([at, null])
  }
  expect(await finish(client(), cookie, back)).toBeNull()
  // Not used up by any of these: a stranger's tries cost the visitor nothing.
  expect((await finish(login, cookie, back))?.purpose).toBe('mine')
})

it('ends after ten minutes, and counts once', async () => {
  const late = await come(await login.start('late'))
  shift = 10 * 60_000 + 1000
  expect(await finish(login, late.cookie, late.back)).toBeNull()
  shift = 0
  const once = await come(await login.start('once'))
  expect((await finish(login, once.cookie, once.back))?.purpose).toBe('once')
  expect(await finish(login, once.cookie, once.back)).toBeNull()
})

it('machine 19: a password that was given for an earlier log-in counts for no later one, whatever the address says', async () => {
  const jar = new Map<string, string>()
  const first = await come(await login.start('first'), jar)
  expect((await finish(login, first.cookie, first.back))?.purpose).toBe('first')
  // Longer than the provider's clock may be off.
  await new Promise((resolve) => setTimeout(resolve, 7_000))
  const started = await login.start('second')
  const target = new URL(started.headers.get('location') ?? '')
  for (const name of ['prompt', 'max_age']) target.searchParams.delete(name)
  const headers = new Headers(started.headers)
  headers.set('location', target.href)
  const second = await come(new Response(null, { status: 303, headers }), jar)
  expect(second.back.searchParams.get('code')).not.toBeNull()
  expect(await finish(login, second.cookie, second.back)).toBeNull()
}, 60_000)
