/** The courier against a real HTTPS intake that answers everything that an intake, or somebody in between, may answer. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { quarantineFullStatus } from '../../domain/contract/envelope/receipt.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import { realClock } from '../../main/clock/clock.ts'
import { wait } from '../../main/line/client/backoff.ts'
import { Courier, type Delivery } from '../../main/line/courier/courier.ts'
import { retryAfterOf } from '../../main/http/retry-after.ts'
import { CentralClient } from '../../main/line/client/central-client.ts'
import { identify, type Identity } from '../../main/device/identity.ts'
import { CentralTime } from '../../main/trust/time.ts'
import { EnrolmentCode } from '../../domain/contract/device/enrolment.ts'
import { realDisk } from '../../main/custody/outbox/disk.ts'
import { Outbox } from '../../main/custody/outbox/outbox.ts'
import { fileStore } from '../../main/secrets/file-store.ts'
import * as v from 'valibot'
import { houseKey, makeEnvelope, startFakeCentral, type FakeCentral, type Reply } from './support/fake-central.ts'
import { until } from './support/until.ts'

let state: string
let central: FakeCentral
let outbox: Outbox
let courier: Courier
let identity: Identity
let log: object[]
let deliveries: Delivery[]
let flying = 0
let mostFlying = 0

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'balie-courier-'))
  central = await startFakeCentral()
  const secrets = fileStore({ folder: join(state, 'secrets'), training: true })
  const code = v.parse(EnrolmentCode, central.code)
  const known = await identify({ state, secrets, central: central.url, code, app: 'test', log: () => undefined })
  if (known.kind !== 'known') throw new Error(known.why)
  identity = known.identity
  const { device, keys, trusted } = identity
  outbox = await Outbox.open({ folder: join(state, 'outbox'), disk: realDisk, alarm: () => undefined })
  log = []
  deliveries = []
  flying = 0
  mostFlying = 0
  const time = new CentralTime(realClock)
  const ca = () => trusted.keyset.keyset.tlsCa
  const client = new CentralClient({
    central: central.url,
    device: device.device,
    key: () => keys.auth,
    ca,
    time,
    clock: realClock,
  })
  courier = new Courier({
    outbox,
    clock: realClock,
    random: Math.random,
    log: (event, fields) => void log.push({ event, ...fields }),
    receiptKeys: () => trusted.keyset.keyset.receipt,
    onDelivery: (delivery) => void deliveries.push(delivery),
    away: { first: 5, cap: 40 },
    refused: { first: 20, cap: 60 },
    put: async ({ id, jwe }) => {
      flying += 1
      mostFlying = Math.max(mostFlying, flying)
      const answer = await client.ask({
        method: 'PUT',
        path: `/intake/envelopes/${id}`,
        body: jwe,
        type: 'application/jose',
      })
      flying -= 1
      if (answer === null) return null
      return { status: answer.status, body: answer.body, retryAfter: retryAfterOf(answer.headers['retry-after']) }
    },
  })
})
afterEach(async () => {
  await courier.close()
  await outbox.close()
  await central.close()
  await rm(state, { recursive: true, maxRetries: 10 })
})

async function keep(): Promise<EnvelopeId> {
  const { id, jwe } = await makeEnvelope({ key: central.intakeKey })
  const kept = await outbox.append({ id, jwe, intakeKids: identity.trusted.keyset.intakeKids })
  expect(kept.kind).toBe('durable')
  return id
}

describe('the courier', () => {
  it('delivers everything that waits, one at a time, and deletes only then', async () => {
    const ids = [await keep(), await keep(), await keep()]
    courier.wake()
    await until('delivered', () => deliveries.length === 3)
    expect(outbox.waiting()).toEqual([])
    expect(central.puts.map(({ id }) => id)).toEqual(ids)
    expect(mostFlying).toBe(1)
    expect(deliveries).toEqual(ids.map((envelope) => ({ envelope, state: 'stored' })))
    expect((await readdir(join(state, 'outbox', 'records'))).length).toBe(1)
  })

  const foreign = async (id: string, sha256: string): Promise<string> =>
    central.receipt({ id, sha256, key: await houseKey() })
  const spoilt: [string, (id: string) => Promise<(Reply | null)[]>][] = [
    ['garbage with 200', () => Promise.resolve([{ status: 200, body: '<html>log in</html>' }])],
    ['a redirect', () => Promise.resolve([{ status: 302, body: '', headers: { location: 'https://x/' } }])],
    [
      '401',
      () =>
        Promise.resolve([
          { status: 401, body: '' },
          { status: 401, body: '' },
        ]),
    ],
    ['409', () => Promise.resolve([{ status: 409, body: '{}' }])],
    ['413', () => Promise.resolve([{ status: 413, body: '{}' }])],
    ['422', () => Promise.resolve([{ status: 422, body: '{}' }])],
    ['429', () => Promise.resolve([{ status: 429, body: '', headers: { 'retry-after': '0' } }])],
    ['500', () => Promise.resolve([{ status: 500, body: 'oops' }])],
    ['a cut line', () => Promise.resolve([null])],
    ['a receipt by another key', async (id) => [{ status: 200, body: await foreign(id, shaOf(id)) }]],
    [
      'a receipt for other bytes',
      async (id) => [{ status: 200, body: await central.receipt({ id, sha256: 'B'.repeat(43) }) }],
    ],
    [
      'a receipt for another envelope',
      async (id) => [
        { status: 200, body: await central.receipt({ id: '00000000-0000-4000-8000-000000000009', sha256: shaOf(id) }) },
      ],
    ],
  ]
  const shaOf = (id: string): string => outbox.waiting().find((entry) => entry.id === id)?.sha256 ?? ''

  it.each(spoilt)(
    'keeps the envelope after %s, and delivers it when the intake is itself again',
    async (_name, replies) => {
      const id = await keep()
      central.spoil.push(...(await replies(id)))
      courier.wake()
      await until('told', () => deliveries.some(({ state }) => state === 'waiting') || central.stored.has(id))
      await until('delivered', () => deliveries.some((each) => each.envelope === id && each.state === 'stored'))
      expect(central.stored.has(id)).toBe(true)
      expect(outbox.waiting()).toEqual([])
    },
  )

  it.each([
    [400, 'courier-status'],
    // The central has no room for what it must keep apart of this kiosk (receipt.ts).
    [quarantineFullStatus, 'courier-full'],
  ])('marks an envelope that is refused with %s, raises an alarm, and lets the others pass', async (status, code) => {
    const bad = await keep()
    const good = await keep()
    central.spoil.push({ status, body: '{}' })
    courier.wake()
    await until('good one', () => central.stored.has(good))
    expect(log).toContainEqual({ event: 'alarm', envelope: bad, code, count: 1, status })
    await until('bad one too', () => deliveries.filter((each) => each.state === 'stored').length === 2)
    expect(courier.marked).toBe(0)
  })

  it.each([500, 503, 429, 408])('blames %s on the central and not on the envelope: no alarm', async (status) => {
    await keep()
    central.spoil.push({ status, body: '' })
    courier.wake()
    await until('delivered', () => deliveries.some((each) => each.state === 'stored'))
    expect(deliveries[0]?.state).toBe('waiting')
    expect(log.some((line) => JSON.stringify(line).includes('alarm'))).toBe(false)
  })

  it('takes a signed refusal as a receipt: quarantined is received', async () => {
    const id = await keep()
    const sha256 = shaOf(id)
    const quarantined = JSON.parse(await central.receipt({ id, sha256 }))
    expect(quarantined.receipt).toBeDefined()
    central.spoil.push({ status: 422, body: await quarantine(id, sha256) })
    courier.wake()
    await until('received', () => deliveries.length > 0)
    expect(outbox.waiting()).toEqual([])
    expect(deliveries).toEqual([{ envelope: id, state: 'quarantined' }])
  })
  const quarantine = (id: string, sha256: string) => central.refusal({ id, sha256 })

  it('believes a signed refusal for a reason that a newer central has learned', async () => {
    const id = await keep()
    central.spoil.push({ status: 422, body: await central.refusal({ id, sha256: shaOf(id), reason: 'notLearnedYet' }) })
    courier.wake()
    await until('received', () => deliveries.length > 0)
    expect(outbox.waiting()).toEqual([])
    expect(deliveries).toEqual([{ envelope: id, state: 'quarantined' }])
  })

  it('asks for a new token when the old one is refused, within the same try', async () => {
    const first = await keep()
    courier.wake()
    await until('first', () => deliveries.length === 1)
    expect(central.stored.has(first)).toBe(true)
    central.forgetTokens()
    const second = await keep()
    courier.wake()
    await until('second', () => deliveries.length === 2)
    expect(central.stored.has(second)).toBe(true)
    expect(deliveries.every(({ state }) => state === 'stored')).toBe(true)
    expect(central.requests.filter(({ path }) => path === '/device/token')).toHaveLength(2)
  })

  it('waits as long as Retry-After says', async () => {
    const id = await keep()
    central.spoil.push({ status: 429, body: '', headers: { 'retry-after': '1' } })
    const start = performance.now()
    courier.wake()
    await until('delivered', () => central.stored.has(id))
    expect(performance.now() - start).toBeGreaterThan(900)
  })

  it('asks for no token before the pause that the central asked for, and loses nothing', async () => {
    const id = await keep()
    central.spoilTokens.push({ status: 429, body: '{"type":"busy","status":429}', headers: { 'retry-after': '1' } })
    const start = performance.now()
    courier.wake()
    await until('delivered', () => deliveries.some(({ state }) => state === 'stored'))
    expect(performance.now() - start).toBeGreaterThan(900)
    expect(central.requests.filter(({ path }) => path === '/device/token')).toHaveLength(2)
    expect(deliveries.filter(({ state }) => state !== 'waiting')).toEqual([{ envelope: id, state: 'stored' }])
    expect(log.some((line) => 'event' in line && line.event === 'alarm')).toBe(false)
  })

  it('survives a central that is away and delivers when it is back', async () => {
    await central.stop()
    const id = await keep()
    courier.wake()
    await until('told', () => deliveries.length > 0)
    await central.start()
    await until('delivered', () => central.stored.has(id))
  })

  it('sends the same bytes again after an answer that was lost: the central stores them once', async () => {
    const id = await keep()
    const sha256 = shaOf(id)
    central.stored.set(id, sha256)
    central.spoil.push(null)
    courier.wake()
    await until('delivered', () => outbox.waiting().length === 0)
    expect(central.puts.every((put) => put.sha256 === sha256)).toBe(true)
    expect(central.stored.size).toBe(1)
  })
})

describe('waiting between tries', () => {
  it('grows, is capped, and is spread by full jitter', () => {
    const backoff = { first: 1000, cap: 300_000 }
    expect([1, 2, 3, 20, 1000].map((tries) => wait({ backoff, tries, random: 0.999_999 }))).toEqual([
      1000, 2000, 4000, 300_000, 300_000,
    ])
    expect(wait({ backoff, tries: 20, random: 0.5 })).toBe(150_000)
    expect(wait({ backoff, tries: 20, random: 0 })).toBe(100)
  })
  it('reads seconds of Retry-After and nothing else', () => {
    expect(['7', '99999999', 'Wed, 21 Oct', '-1', undefined].map(retryAfterOf)).toEqual([7, 3600, null, null, null])
  })
})
