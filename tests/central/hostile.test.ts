/** Envelopes by somebody who holds a kiosk: validly encrypted, hostile within. Each ends with a signed word, none stays. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { decodeJwt } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { hashOf } from '../../paper/hash.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { EnvelopeId } from '../../domain/ids.ts'
import { verifyReceipt } from '../../main/custody/outbox/verified-receipt.ts'
import { ask, enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { altered, encrypted, makeEnvelope } from './support/visit.ts'
import type { Envelope, Loose } from './support/visit.ts'
import { databaseOf } from './support/database.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
let real: Envelope
/** One token for all: a kiosk that asks for one each time is told to wait. */
let token: string
beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
  token = await kiosk.token()
  real = await makeEnvelope(central, data.path, kiosk)
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const nested = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`
const freshId = () => v.parse(EnvelopeId, randomUUID())

/** What the courier would believe of the answer: reason and detail, or the status that keeps it waiting. */
async function fate(id: EnvelopeId, jwe: string): Promise<string> {
  const { status, body } = await ask(central, {
    method: 'PUT',
    path: `/intake/envelopes/${id}`,
    body: jwe,
    headers: { authorization: `Bearer ${token}` },
  })
  const { receipt: keys } = v.parse(Keyset, decodeJwt(central.house.keyset))
  const receipt = await verifyReceipt({ answer: body, id, sha256: hashOf(Buffer.from(jwe)), keys })
  if (receipt === null) return `waits: ${status}`
  expect((await central.ledger.find(id))?.receipt).toBeDefined()
  if (receipt.result === 'quarantined') expect(await central.ledger.quarantined(id)).not.toBeNull()
  return receipt.result === 'stored' ? 'stored' : `${receipt.reason} ${(await central.ledger.find(id))?.detail}`
}

/** The real payload as text, with members replaced by raw JSON that no serializer would write. */
async function withRaw(change: Readonly<Record<string, string>>): Promise<{ id: EnvelopeId; jwe: string }> {
  const id = freshId()
  const marks = Object.keys(change)
  let text = ''
  const grab = JSON.stringify
  await altered(
    central,
    real,
    (payload: Loose) => {
      payload['id'] = id
      for (const mark of marks) payload[mark] = `@@${mark}@@`
      text = grab(payload)
    },
    { manifest: 'old' },
  ).catch(() => undefined)
  for (const [mark, raw] of Object.entries(change)) text = text.replace(`"@@${mark}@@"`, () => raw)
  return { id, jwe: await encrypted(central, text, { id, kind: 'form' }) }
}

describe('machine 1', () => {
  const deep = 50_000
  it.each([
    ['a decision', { decision: `{"kind":"form","more":${nested(deep)}}` }],
    ['a bundle', { bundle: `{"resourceType":"Bundle","type":"transaction","entry":[${nested(deep)}]}` }],
    ['an unknown member', { surplus: nested(deep) }],
    ['times', { times: nested(deep) }],
    ['a decision of objects', { decision: `{"kind":"form","x":${'{"x":'.repeat(deep)}1${'}'.repeat(deep)}}` }],
  ])('machine 1: %s nested too deep is quarantined with a signed refusal', async (_, change) => {
    const { id, jwe } = await withRaw(change)
    expect(await fate(id, jwe)).toBe('malformed depth')
  })

  it.each([
    ['a decision without UTF-8', { decision: '{"kind":"form","x":"\\ud800"}' }],
    ['a number beyond JSON', { decision: '{"kind":"form","x":1e999}' }],
    ['a prototype', { decision: '{"kind":"form","__proto__":{"toJSON":1}}' }],
    ['a bundle of nulls', { bundle: '{"resourceType":"Bundle","type":"transaction","entry":[null,null]}' }],
    [
      'thousands of entries',
      { bundle: `{"resourceType":"Bundle","type":"transaction","entry":[${Array(9999).fill('1').join(',')}]}` },
    ],
    ['a time that is none', { times: '{"signedAt":"2026-99-99T00:00:00Z","uncertainty":1}' }],
    ['no JSON', { decision: '{' }],
  ])('machine 1: %s is quarantined with a signed refusal', async (_, change) => {
    const { id, jwe } = await withRaw(change)
    expect(await fate(id, jwe)).toMatch(/^(malformed|manifest|certificate) /)
  })

  it('machine 1: whatever stands inside, an envelope gets a signed word and the next one passes', async () => {
    const member = fc.constantFrom(
      'certificate',
      'bundle',
      'pdf',
      'steps',
      'escrows',
      'decision',
      'acceptances',
      'set',
      'act',
      'times',
      'manifest',
      'format',
      'kind',
    )
    const anything = fc.oneof(
      fc.json({ maxDepth: 6 }),
      fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }).map((value) => JSON.stringify(value)),
      fc.constantFrom('null', '-0', '1e400', '"\\ud83d"', '{"__proto__":null}', nested(63), nested(65), '[]', '{}'),
    )
    await fc.assert(
      fc.asyncProperty(fc.dictionary(member, anything, { minKeys: 1, maxKeys: 3 }), async (change) => {
        const { id, jwe } = await withRaw(change)
        expect(await fate(id, jwe)).not.toMatch(/^waits/)
      }),
      { numRuns: 60 },
    )
    expect(await fate(real.id, real.jwe)).toBe('stored')
  })

  it('machine 1: hostile values under a right manifest are quarantined too', async () => {
    const plan = { applicant: 'motherWithoutExtract', child: 'child' } as const
    const one = await makeEnvelope(central, data.path, kiosk, plan)
    const wrong: ((payload: Loose & { bundle: { entry: unknown[] } }) => void)[] = [
      (payload) => (payload['decision'] = { kind: '' }),
      (payload) => (payload.bundle.entry = []),
      (payload) => (payload.bundle.entry = [{ resource: { resourceType: '__proto__' }, fullUrl: 'urn:uuid:x' }]),
      (payload) => (payload['pdf'] = ''),
      (payload) => (payload['pdf'] = Buffer.from('%PDF-1.7 no more').toString('base64')),
      (payload) => (payload['certificate'] = 'e30.e30.e30'),
      (payload) => (payload['steps'] = ['e30.e30.e30']),
      (payload) => (payload['steps'] = Array(5).fill('e30.e30.e30')),
    ]
    for (const change of wrong) {
      const id = freshId()
      const jwe = await altered(central, { ...one, id }, (payload) => {
        Object.assign(payload, { id })
        change(payload)
      })
      expect(await fate(id, jwe)).not.toMatch(/^(waits|stored)/)
    }
  })

  it('machine 1: only what the machine itself cannot do lets an envelope come again', async () => {
    const full = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
    const reads = central.visits.find.bind(central.visits)
    const one = await makeEnvelope(central, data.path, kiosk, { applicant: 'motherOfDouble', child: 'double' })
    for (const [error, expected] of [
      [full, 'waits: 503'],
      [new TypeError('a mistake of ours'), 'malformed exception'],
    ] as const) {
      central.visits.find = () => {
        throw error
      }
      const { id, jwe } = one
      expect(await fate(id, jwe)).toBe(expected)
      central.visits.find = reads
    }
  })
})

describe('machine 1: a record that cannot be read now', () => {
  const away = () => Promise.reject(new TypeError('fetch failed'))
  const changing = () =>
    Promise.resolve({ resourceType: 'Bundle' as const, type: 'searchset' as const, total: 7, entry: [] })
  it.each([
    ['a patient that does not come', (store: Central['store']) => (store.read = away)],
    ['a search that fails', (store: Central['store']) => (store.search = away)],
    ['pages that never add up', (store: Central['store']) => (store.search = changing)],
  ])('%s keeps nothing apart; the form comes again and is stored', async (_, spoil) => {
    const { id, jwe } = await makeEnvelope(central, data.path, kiosk, { applicant: 'motherOfDouble', child: 'double' })
    const { read, search } = central.store
    const bound = { read: read.bind(central.store), search: search.bind(central.store) }
    const apart = await central.ledger.countApart()
    spoil(central.store)
    try {
      for (let time = 0; time < 4; time += 1) expect(await fate(id, jwe)).toBe('waits: 503')
    } finally {
      Object.assign(central.store, bound)
    }
    expect(await central.ledger.countApart()).toBe(apart)
    expect(await fate(id, jwe)).not.toMatch(/^waits|exception/)
  })
})

afterEach(() => void expect(() => databaseOf(central).exec('BEGIN IMMEDIATE; ROLLBACK')).not.toThrow())
