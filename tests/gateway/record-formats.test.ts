/** Kiosks and rows from before there were journeys: what they say is read, and they are answered in their own format. */
import { createHash } from 'node:crypto'
import { Evidence } from '../../domain/contract/gateway/evidence.ts'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { afterAll, expect, test } from 'vitest'
import { inFormat1, inFormat2, recordFormat, recordFormatHeader } from '../../domain/contract/gateway/formats.ts'
import { AnyClaim, ClaimOfFormat1, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { sqliteVisits } from '../../central/store/sqlite/visits.ts'
import { openDatabase } from '../../central/store/database.ts'
import { StoredVisit } from '../../central/store/sqlite/stored-visit.ts'
import { milanOnPaper, paper, paperKinds } from '../support/every-paper.ts'
import { extractOf } from '../support/extract.ts'
import { bench, claimOf, clerk } from './bench.ts'

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

/** What kiosks of formats 1 and 2 parse, written out: it must never change. */
const PapersOfFormat2 = v.array(
  v.strictObject({
    kind: v.literal('authorityExtract'),
    issuedOn: v.string(),
    authority: v.picklist(['sole', 'joint']),
    recordedAt: v.string(),
  }),
)

async function anyRecord(): Promise<VisitRecord> {
  const record = (await desk.visits.open())[0]?.record
  if (record === undefined) throw new Error('there is a visit')
  return record
}

test('a kiosk of the second format hears an extract in its own shape, and nothing that it does not know', async () => {
  const record = { ...(await anyRecord()), evidence: [extractOf('2026-11-01', { concerns: milanOnPaper })] }
  for (const told of [inFormat2(record), inFormat1(record)]) {
    expect(v.parse(PapersOfFormat2, told.evidence)).toMatchObject([{ issuedOn: '2026-11-01', authority: 'sole' }])
    expect(told).toMatchObject({ evidenceMissing: false, declined: false })
    expect(Object.keys(told)).not.toContain('documentDoubtful')
    expect(Object.keys(told)).not.toContain('papersOpen')
  }
})

test.each(paperKinds)('a kiosk of the second format goes on as if there were no paper beside %s', async (kind) => {
  const evidence = kind === 'authorityExtract' ? [] : [extractOf('2026-11-01')]
  const record = { ...(await anyRecord()), evidence: [...evidence, paper(kind)] }
  for (const told of [inFormat2(record), inFormat1(record)])
    expect(told).toMatchObject({ evidence: [], evidenceMissing: true })
})

test('a doubtful paper is a refused document to a kiosk of the second format, and itself to one of the third', async () => {
  const record = { ...(await anyRecord()), documentDoubtful: true }
  expect(inFormat2(record).declined).toBe(true)
  expect(v.parse(VisitRecord, record)).toMatchObject({ declined: false, documentDoubtful: true })
})

test('while papers are being recorded, a kiosk of the second format hears nothing of them', async () => {
  const record = { ...(await anyRecord()), evidence: [paper('ruling')], papersOpen: true }
  expect(inFormat2(record)).toMatchObject({ evidence: [], evidenceMissing: false })
})

test('each kiosk is told the record in the format that it says it reads', async () => {
  const visitor = await desk.visitor()
  await visitor.post('/visit/identity', claimOf('child'))
  await desk.visits.recordEvidence(visitor.visit, paper('ruling'), clerk)
  const told = async (format: string): Promise<unknown> =>
    await (await visitor.call('GET', '/visit', undefined, { [recordFormatHeader]: format })).json()
  expect(await told('3')).toMatchObject({ evidence: [{ kind: 'ruling', concerns: milanOnPaper }] })
  expect(await told('2')).toMatchObject({ claim: claimOf('child'), evidence: [], evidenceMissing: true })
  expect(await told('1')).toMatchObject({ claim: inOldWords('child'), evidence: [], evidenceMissing: true })
})

test('a record names each kind of paper once', async () => {
  const record = await anyRecord()
  const twice = { ...record, evidence: [paper('kinship'), paper('kinship')] }
  expect(v.safeParse(VisitRecord, twice).success).toBe(false)
  expect(v.parse(VisitRecord, { ...record, evidence: paperKinds.map((kind) => paper(kind)) }).evidence).toHaveLength(10)
})

test('papers that 5d62466 stored are read as what they were: an extract, and nobody asked whom it names', () => {
  const file = new URL('../fixtures/5d62466/files/central/central.sqlite', import.meta.url)
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = database.prepare('SELECT body FROM visits').all()
  expect(rows.length).toBeGreaterThan(0)
  for (const { body } of rows) {
    const { record } = v.parse(v.pipe(v.string(), v.parseJson(), StoredVisit), body)
    expect(record.evidence).toMatchObject([{ source: 'extract', authority: 'sole', concerns: null, named: false }])
    expect(record.documentDoubtful).toBe(false)
    expect(v.is(PapersOfFormat2, inFormat2(record).evidence)).toBe(true)
  }
  database.close()
})

test('what kiosks of this format read does not change: a new member or paper raises the format', () => {
  const papers = Evidence.options.map(({ entries }) => `${entries.kind.literal}(${Object.keys(entries).join()})`)
  const shape = `${Object.keys(VisitRecord.entries).join()} ${papers.join(' ')}`
  expect([recordFormat, createHash('sha256').update(shape).digest('hex').slice(0, 16)]).toEqual([
    '3',
    'c3bc49f0944b25dd',
  ])
})
