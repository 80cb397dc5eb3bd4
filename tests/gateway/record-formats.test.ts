/** Kiosks and rows from before there were journeys: what they say is read, and they are answered in their own format. */
import * as v from 'valibot'
import { afterAll, expect, test } from 'vitest'
import { inFormat1, recordFormat, recordFormatHeader } from '../../domain/contract/gateway/formats.ts'
import { AnyClaim, ClaimOfFormat1, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { sqliteVisits } from '../../central/store/sqlite/visits.ts'
import { openDatabase } from '../../central/store/database.ts'
import { bench, claimOf } from './bench.ts'

const desk = await bench()
afterAll(async () => desk.close())

const inOldWords = (purpose: 'self' | 'child') => {
  const { journey, ...rest } = claimOf(purpose)
  expect(journey).toBe(purpose === 'self' ? 'own-dossier' : 'child')
  return { ...rest, purpose }
}

test.each(['self', 'child'] as const)(
  'a kiosk of before says a purpose, and hears the same back: %s',
  async (purpose) => {
    const visitor = await desk.visitor()
    const said = inOldWords(purpose)
    const claimed: unknown = await (await visitor.post('/visit/identity', said)).json()
    expect(claimed).toMatchObject({ claim: said })
    expect(await (await visitor.get('/visit')).json()).toEqual(claimed)
    expect((await desk.visits.find(visitor.visit))?.record.claim).toEqual(claimOf(purpose))
  },
)

test('a kiosk that reads journeys hears a journey', async () => {
  const visitor = await desk.visitor()
  await visitor.post('/visit/identity', inOldWords('child'))
  const heard: unknown = await (
    await visitor.call('GET', '/visit', undefined, { [recordFormatHeader]: recordFormat })
  ).json()
  expect(heard).toMatchObject({ claim: claimOf('child') })
})

test('a claim says one of the two, and nothing else', () => {
  const old = inOldWords('self')
  expect(v.safeParse(AnyClaim, { ...old, journey: 'child' }).success).toBe(false)
  expect(v.safeParse(AnyClaim, { ...old, purpose: 'somebody' }).success).toBe(false)
  expect(v.safeParse(AnyClaim, { ...claimOf('self'), journey: 'mother' }).success).toBe(false)
})

test('a record in the first format is what its readers parse, with and without a claim', async () => {
  const record = (await desk.visits.open())[0]?.record
  if (record === undefined) throw new Error('there is a visit')
  expect(v.is(v.nullable(ClaimOfFormat1), inFormat1(record).claim)).toBe(true)
  expect(inFormat1({ ...record, claim: null }).claim).toBeNull()
})

test('a stored visit of before is read as the journey that it was', async () => {
  const database = openDatabase(':memory:')
  const store = sqliteVisits(database)
  const visitor = await desk.visitor()
  await visitor.post('/visit/identity', claimOf('child'))
  const row = await desk.visits.find(visitor.visit)
  if (row === null) throw new Error('the visit was opened')
  const { device, keyThumbprint, build, openedAt } = row
  await store.begin({ visit: visitor.visit, device, keyThumbprint, build }, { at: openedAt, forget: openedAt })
  const old = JSON.stringify({ ...row, record: { ...row.record, claim: inOldWords('child') } })
  database.prepare('UPDATE visits SET body = ?').run(old)
  expect((await store.find(visitor.visit))?.record).toEqual(v.parse(VisitRecord, row.record))
  database.close()
})
