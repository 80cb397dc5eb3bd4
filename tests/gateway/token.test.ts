import { afterEach, beforeEach, expect, test } from 'vitest'
import { tokenRate } from '../../central/kiosk-api/gateway/token-route.ts'
import { bench, clerk, refusal } from './bench.ts'
import { askToken, certificate, kiosk, newVisit, pair, proof } from './kiosk.ts'
import type { CertificateWish } from './kiosk.ts'

let desk: Awaited<ReturnType<typeof bench>>
beforeEach(async () => {
  desk = await bench()
})
afterEach(() => desk.close())

async function ask(wish: Partial<CertificateWish> & { proofKey?: CertificateWish['key']; jti?: string } = {}) {
  const key = wish.key ?? (await pair())
  const { now } = desk.state
  const assertion = await certificate({
    kiosk: desk.kiosks[0],
    visit: newVisit(),
    origin: desk.origin,
    now,
    ...wish,
    key,
  })
  const url = `${desk.origin}/token`
  const dpop = await proof({
    key: wish.proofKey ?? key,
    method: 'POST',
    url,
    now,
    ...(wish.jti === undefined ? {} : { jti: wish.jti }),
  })
  return await askToken({ origin: desk.origin, assertion, dpop })
}

test('a visit certificate and a proof by its key open the visit and give five minutes', async () => {
  const visit = newVisit()
  const answer = await ask({ visit })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ token_type: 'DPoP', expires_in: 300 })
  expect(await desk.visits.find(visit)).toMatchObject({ device: desk.kiosks[0].device, record: { state: 'opened' } })
})

test('a kiosk that asks too often is told to wait, alone, and goes on after the pause', async () => {
  const visit = newVisit()
  const key = await pair()
  // What strangers say about this kiosk counts for nobody.
  for (let n = 0; n < tokenRate.burst + 5; n += 1) expect((await ask({ signer: desk.kiosks[1].log })).status).toBe(401)
  for (let n = 0; n < tokenRate.burst; n += 1) expect((await ask({ visit, key })).status).toBe(200)
  const refused = await ask({ visit, key })
  expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, tokenRate.every / 1000])
  expect(await refusal(refused)).toBe('busy')
  // No new visit either, and the one that stands is not ended by it.
  const another = newVisit()
  expect((await ask({ visit: another })).status).toBe(429)
  expect(await desk.visits.find(another)).toBeNull()
  expect((await desk.visits.find(visit))?.record.state).toBe('opened')
  expect((await ask({ kiosk: desk.kiosks[1] })).status).toBe(200)
  desk.state.now = new Date(desk.state.now.getTime() + tokenRate.every)
  expect((await ask({ visit, key })).status).toBe(200)
})

test('a certificate by another device’s key, for another place, of another kind or too old opens nothing', async () => {
  const { now } = desk.state
  const wrong: Partial<CertificateWish>[] = [
    { signer: desk.kiosks[1].log },
    { kiosk: { ...desk.kiosks[0], device: desk.kiosks[1].device } },
    { signer: await pair() },
    { audience: 'https://elsewhere.example/token' },
    { typ: 'balie-journal+jwt' },
    { lifetime: 5 * 60 * 60 },
    { now: new Date(now.getTime() - 5 * 60 * 60 * 1000) },
    { now: new Date(now.getTime() + 60 * 60 * 1000) },
  ]
  for (const wish of wrong) {
    const { now: signedAt, ...rest } = wish
    const key = await pair()
    const assertion = await certificate({
      kiosk: desk.kiosks[0],
      visit: newVisit(),
      origin: desk.origin,
      key,
      ...rest,
      now: signedAt ?? now,
    })
    const dpop = await proof({ key, method: 'POST', url: `${desk.origin}/token`, now })
    const answer = await askToken({ origin: desk.origin, assertion, dpop })
    expect([answer.status, await refusal(answer)]).toEqual([401, 'unauthorized'])
  }
  expect(await desk.visits.open()).toEqual([])
})

test('an unknown device opens nothing', async () => {
  expect(await refusal(await ask({ kiosk: await kiosk() }))).toBe('unauthorized')
})

test('a proof by another key than the certified one, or one used before, gives no token', async () => {
  expect(await refusal(await ask({ proofKey: await pair() }))).toBe('unauthorized')
  const key = await pair()
  const visit = newVisit()
  expect((await ask({ key, visit, jti: 'used-once' })).status).toBe(200)
  expect(await refusal(await ask({ key, visit, jti: 'used-once' }))).toBe('unauthorized')
})

test('a token request without the grant, with more fields or without proof is refused', async () => {
  const post = (body: Record<string, string>) =>
    fetch(`${desk.origin}/token`, { method: 'POST', body: new URLSearchParams(body) })
  expect(await refusal(await post({ grant_type: 'client_credentials' }))).toBe('badRequest')
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
  expect(await refusal(await post({ grant_type, assertion: 'a.b.c', scope: 'all' }))).toBe('badRequest')
  expect(await refusal(await post({ grant_type, assertion: 'a.b.c' }))).toBe('unauthorized')
})

test('a visit belongs to the key that opened it: the same device cannot come back with another', async () => {
  const visit = newVisit()
  expect((await ask({ visit })).status).toBe(200)
  expect(await refusal(await ask({ visit }))).toBe('unauthorized')
  expect(await refusal(await ask({ visit, kiosk: desk.kiosks[1] }))).toBe('unauthorized')
})

test('the same certificate renews the token until the visit has ended', async () => {
  const key = await pair()
  const visit = newVisit()
  await ask({ key, visit })
  expect((await ask({ key, visit })).status).toBe(200)
  await desk.visits.end(visit, 'staff', clerk)
  expect(await refusal(await ask({ key, visit }))).toBe('ended')
})

test('a request needs the token, a fresh proof of this request by this key, and nothing twice', async () => {
  const visitor = await desk.visitor()
  const url = `${desk.origin}/visit`
  const { now } = desk.state
  const good = { key: visitor.key, method: 'GET', url, now, token: visitor.token }
  const with_ = async (dpop: string, authorization = `DPoP ${visitor.token}`) =>
    await fetch(url, { headers: { authorization, dpop } })
  const dpop = await proof(good)
  expect((await with_(dpop)).status).toBe(200)
  expect(await refusal(await with_(dpop))).toBe('unauthorized')
  const { token: _, ...withoutToken } = good
  for (const bad of [
    { ...good, key: await pair() },
    { ...good, method: 'POST' },
    { ...good, url: `${desk.origin}/visit/mandates` },
    { ...good, token: 'another' },
    withoutToken,
    { ...good, now: new Date(now.getTime() - 200_000) },
    { ...good, now: new Date(now.getTime() + 200_000) },
  ]) {
    expect(await refusal(await with_(await proof(bad)))).toBe('unauthorized')
  }
  expect(await refusal(await with_(await proof(good), `Bearer ${visitor.token}`))).toBe('unauthorized')
  expect(await refusal(await with_(await proof(good), ''))).toBe('unauthorized')
  const other = await desk.visitor(desk.kiosks[1])
  expect(await refusal(await with_(await proof({ ...good, token: other.token }), `DPoP ${other.token}`))).toBe(
    'unauthorized',
  )
})

test('a token ends after five minutes', async () => {
  const visitor = await desk.visitor()
  desk.state.now = new Date(desk.state.now.getTime() + 301_000)
  expect(await refusal(await visitor.get('/visit'))).toBe('unauthorized')
})

test('machine 2: a withdrawn kiosk reads nothing more, whatever its token says', async () => {
  const visitor = await desk.visitor()
  const other = await desk.visitor(desk.kiosks[1])
  expect((await visitor.get('/visit')).status).toBe(200)
  desk.state.withdrawn.add(desk.kiosks[0].device)
  for (const path of ['/visit', '/visit/mandates', '/visit/events'])
    expect(await refusal(await visitor.get(path))).toBe('unauthorized')
  expect((await other.get('/visit')).status).toBe(200)
})
