/** Whatever a stranger writes into an address, no route of the central breaks over it: it is answered, and never with 500. */
import { randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { limits } from '../../domain/limits.ts'
import { pair, proof } from '../gateway/kiosk.ts'
import type { Pair } from '../gateway/kiosk.ts'
import { ask, enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { visitToken } from './support/visit-token.ts'
import { databaseOf } from './support/database.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
let key: Pair
let token = ''
beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
  key = await pair()
  token = (await visitToken({ central, data: data.path, kiosk, key })).token
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const odd = [
  '',
  'x',
  '-1',
  '0',
  '1e9',
  'null',
  'eq',
  'ge',
  'gtabc',
  '2026-13-45',
  '2026-02-30T99:99',
  'ap2020',
  '%00',
  '%ff',
  '%C3%28',
  "'",
  '"',
  '\\',
  '|',
  '||',
  'a|b|c',
  ',',
  ',,',
  ':',
  '../..',
  '__proto__',
  '[]',
  '{}',
  '%F0%9F%98%80',
  'x'.repeat(100),
  'x'.repeat(2000),
  '9'.repeat(40),
  '+',
  '%2B',
  'Patient/1',
  'http://x',
  '$',
  '*',
]
const names = [
  'date',
  'sent',
  'authoredon',
  'effective',
  'status',
  'category',
  'type',
  '_sort',
  '_count',
  '_id',
  'subject',
  'actor',
  'visit',
  'patient',
  'show',
  'reference',
  'code',
  'state',
  'iss',
  'error',
  'client_id',
  'redirect_uri',
  'response_type',
  'prompt',
  'max_age',
  'scope',
  'claims',
  'request',
  'id_token_hint',
  'post_logout_redirect_uri',
  '__proto__',
  '',
]

const types = [
  'Patient',
  'Appointment',
  'MedicationRequest',
  'MedicationStatement',
  'AllergyIntolerance',
  'DocumentReference',
  'Communication',
  'Observation',
  '__proto__',
]

it('machine 21: a read of a visit answers odd values with 400, never with 500', async () => {
  const wrong: string[] = []
  const seen = new Map<number, number>()
  for (const type of types)
    for (const name of [
      'date',
      'sent',
      'authoredon',
      'effective',
      'status',
      'category',
      'type',
      '_sort',
      '_count',
      '_id',
      '_has',
      '_include',
    ]) {
      for (const value of type === 'Appointment' ? odd : odd.slice(3, 9)) {
        const path = `/visit/fhir/${type}`
        const dpop = await proof({ key, method: 'GET', url: central.kiosk + path, now: new Date(), token })
        const headers = { authorization: `DPoP ${token}`, dpop }
        const { status } = await ask(central, { method: 'GET', path: `${path}?${name}=${value}`, headers })
        seen.set(status, (seen.get(status) ?? 0) + 1)
        const isDate = ['date', 'sent', 'authoredon', 'effective'].includes(name)
        if (![200, 400, 404].includes(status) || (isDate && value !== 'ap2020' && status === 200))
          wrong.push(`${status} ${path}?${name}=${value}`)
      }
    }
  expect(wrong).toEqual([])
  expect(seen.get(400)).toBeGreaterThan(100)
  expect(seen.get(200)).toBeGreaterThan(10)
}, 240_000)

/** Without `fetch`, which would tidy the address first. */
function raw(method: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  const { port } = new URL(central.staff)
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      answer.resume()
      // An event stream has no end.
      resolve(answer.statusCode ?? 0)
      if (answer.headers['content-type']?.startsWith('text/event-stream') === true) answer.destroy()
    })
    sent.on('error', reject)
    sent.end()
  })
}

it('machine 21: no public page, no log-in and no copy breaks over an odd address', async () => {
  const paths = [
    '/',
    '/desk',
    '/desk/events',
    '/staff/login',
    '/staff/callback',
    '/staff/oidc/auth',
    '/staff/oidc/session/end',
    '/citizen/login',
    '/citizen/callback',
    '/citizen/oidc/auth',
    '/copy/4F7K2-09M3Q',
    '/s/4F7K2-09M3Q',
    '/s/%00',
    '/s/%ff',
    '/verify',
    '/crl/seals.crl',
    '/tsa',
    '//',
    '/%2e%2e/%2e%2e',
    '/desk%00',
    '/s/' + 'x'.repeat(3000),
  ]
  const wrong: string[] = []
  for (const path of paths)
    for (const method of ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
      const status = await raw(method, path)
      if (status >= 500) wrong.push(`${status} ${method} ${path}`)
    }
  for (const path of paths.slice(0, 14))
    for (const [at, name] of names.entries()) {
      const value = odd[at % odd.length] ?? ''
      const status = await raw('GET', `${path}?${name}=${value}&${name}=${odd[(at * 7) % odd.length] ?? ''}`)
      if (status >= 500) wrong.push(`${status} ${path}?${name}=${value}`)
    }
  for (const header of [
    'cookie',
    'authorization',
    'accept-language',
    'content-type',
    'x-forwarded-for',
    'content-length',
  ])
    for (const value of [
      'x',
      'balie_staff=%ff; __Host-x=y',
      'Basic ====',
      'Bearer a.b.c',
      'DPoP x',
      '-1',
      'a'.repeat(6000),
    ])
      for (const path of ['/desk', '/staff/login', '/copy/4F7K2-09M3Q', '/s/4F7K2-09M3Q']) {
        const status = await raw('GET', path, { [header]: value }).catch(() => 400)
        if (status >= 500) wrong.push(`${status} ${path} ${header}: ${value.slice(0, 30)}`)
      }
  expect(wrong).toEqual([])
}, 240_000)

it('machine 21: a kiosk-facing route answers what no kiosk would say, and not with 500', async () => {
  const wrong: string[] = []
  const bodies = [
    '',
    'x',
    '{}',
    '[]',
    'null',
    '{"__proto__":1}',
    '['.repeat(20_000),
    '"\\ud800"',
    '\u0000',
    'a=b&a=c',
    'grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=e30.e30.e30',
  ]
  const posts = [
    '/device/token',
    '/device/reports',
    '/token',
    '/enrolment',
    '/enrolment/renewal',
    '/tsa',
    '/visit/patient',
    '/visit/identity',
    '/visit/end',
  ]
  const bearer = { authorization: `Bearer ${await kiosk.token()}` }
  for (const path of posts)
    for (const body of bodies)
      for (const headers of [{}, bearer, { authorization: 'DPoP e30.e30.e30', dpop: 'e30.e30.e30' }]) {
        const { status } = await ask(central, { method: 'POST', path, body, headers })
        if (status >= 500 && status !== 503) wrong.push(`${status} ${path} ${body.slice(0, 20)}`)
      }
  for (const id of ['x', '%00', '%ff', '__proto__', randomUUID().toUpperCase(), 'x'.repeat(3000)]) {
    const { status } = await ask(central, {
      method: 'PUT',
      path: `/intake/envelopes/${id}`,
      body: 'x',
      headers: bearer,
    })
    if (status >= 500) wrong.push(`${status} ${id}`)
  }
  expect(wrong).toEqual([])
})

it('machine 14: HEAD does not pass with a proof that was made for GET', async () => {
  const path = '/visit/fhir/Patient'
  const status = async (method: 'GET' | 'HEAD', proven: string): Promise<number> => {
    const dpop = await proof({ key, method: proven, url: central.kiosk + path, now: new Date(), token })
    return (await ask(central, { method: method as 'GET', path, headers: { authorization: `DPoP ${token}`, dpop } }))
      .status
  }
  expect(await status('GET', 'GET')).toBe(200)
  expect(await status('HEAD', 'GET')).toBe(401)
  expect(await status('HEAD', 'HEAD')).toBe(200)
})

it('machine 21: strangers cannot spend signatures without end', async () => {
  const first = await ask(central, { method: 'GET', path: '/crl/seals.crl' })
  for (let n = 0; n < 20; n += 1)
    expect((await ask(central, { method: 'GET', path: '/crl/seals.crl' })).body).toBe(first.body)
  const statuses = new Set<number>()
  for (let n = 0; n < limits.address.timeStamps + 40; n += 1) {
    const headers = { 'content-type': 'application/timestamp-query' }
    statuses.add((await ask(central, { method: 'POST', path: '/tsa', body: 'x', headers })).status)
  }
  expect([...statuses].sort()).toContain(429)
})

it('machine 21: log-ins that nobody finished are bounded and cost a kiosk nothing', async () => {
  const count = () => Number(databaseOf(central).prepare('SELECT count(*) AS n FROM oidc').get()?.['n'])
  const insert = databaseOf(central).prepare(
    'INSERT INTO oidc (model, id, payload, uid, grant_id, expires) VALUES (?, ?, ?, ?, NULL, ?)',
  )
  databaseOf(central).exec('BEGIN')
  for (let n = 0; n < 20_000; n += 1) insert.run('Interaction', `i${n}`, '{}', `u${n}`, Date.now() + 600_000)
  databaseOf(central).exec('COMMIT')
  const from = performance.now()
  await fetch(`${central.staff}/staff/login`).catch(() => null)
  expect(performance.now() - from).toBeLessThan(5_000)
  expect(count()).toBeLessThanOrEqual(limits.login.kept + 10)
})
