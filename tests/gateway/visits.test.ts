import { openDatabase } from '../../central/store/database.ts'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { nextCallNumber } from '../../central/visits/call-number.ts'
import { endLeftVisits } from '../../central/visits/end-left.ts'
import type { KioskReport } from '../../central/visits/end-left.ts'
import { decidableRecord } from '../../central/visits/papers.ts'
import { apply } from '../../central/visits/transition.ts'
import { Visits } from '../../central/visits/visits.ts'
import { sqliteVisits } from '../../central/store/sqlite/visits.ts'
import { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import { extractOf } from '../support/extract.ts'
import { CallNumber, DeviceId, Sha256, VisitId } from '../../domain/ids.ts'

const clerk = { id: 'clerk-1', name: 'Marloes K.' }
const claim = v.parse(IdentityClaim, {
  document: { kind: 'identityCard', issuer: 'NLD', number: 'SPECI2014', expires: '2031-08-02' },
  family: 'Verhoeven',
  given: 'Sanne Maria',
  birthDate: '1984-06-14',
  journey: 'child',
})
const device = v.parse(DeviceId, '11111111-1111-4111-8111-111111111111')
const build = { app: '0.1.0', build: 'development', runtime: 'test', host: 'rehearsal', content: 1 } as const
const id = (n: number) => v.parse(VisitId, `22222222-2222-4222-8222-${String(n).padStart(12, '0')}`)
const key = v.parse(Sha256, 'A'.repeat(43))
const evidence = extractOf('2026-11-20', { recordedAt: '2026-11-23T10:00:00.000Z' })

function fresh(): Visits {
  return new Visits({ store: sqliteVisits(openDatabase(':memory:')), now: () => new Date('2026-11-23T10:00:00Z') })
}
async function begun(visits = fresh(), n = 1, on = device) {
  await visits.begin({ visit: id(n), device: on, keyThumbprint: key, build })
  return visits
}

test('a visit goes from opened over identified and bound to ended, and each change is told', async () => {
  const visits = fresh()
  const told: string[] = []
  visits.onChange((row) => told.push(row.record.state))
  await begun(visits)
  await visits.claim(id(1), claim)
  expect(await visits.identify(id(1), '2014', clerk)).toMatchObject({ ok: true, row: { identifiedBy: clerk } })
  await visits.bind(id(1), 'Patient/7', null)
  await visits.end(id(1), 'staff', clerk)
  expect(told).toEqual(['opened', 'opened', 'identified', 'bound', 'ended'])
  expect((await visits.find(id(1)))?.record).toMatchObject({
    patient: 'Patient/7',
    assurance: 'identified',
    endedBecause: 'staff',
  })
})

test('only the last four characters of the document identify, in any case, and the third wrong one declines', async () => {
  const visits = await begun()
  await visits.claim(id(1), claim)
  expect(await visits.identify(id(1), '2013', clerk)).toEqual({ ok: false, refusal: 'wrongEnding' })
  expect(await visits.identify(id(1), '', clerk)).toEqual({ ok: false, refusal: 'wrongEnding' })
  await visits.wrongEnding(id(1), clerk)
  await visits.wrongEnding(id(1), clerk)
  expect((await visits.find(id(1)))?.record.declined).toBe(false)
  await visits.wrongEnding(id(1), clerk)
  expect(await visits.find(id(1))).toMatchObject({ declinedBecause: 'wrongEnding', record: { declined: true } })
  expect(await visits.identify(id(1), '2014', clerk)).toEqual({ ok: false, refusal: 'declined' })
})

test('a new claim replaces the old one and forgets what was said about it', async () => {
  const visits = await begun()
  await visits.claim(id(1), claim)
  await visits.recordEvidence(id(1), evidence, clerk)
  await visits.decline(id(1), 'notThisPerson', clerk)
  await visits.claim(id(1), { ...claim, document: { ...claim.document, number: 'SPECI201A' } })
  expect(await visits.find(id(1))).toMatchObject({ wrongEndings: 0, record: { declined: false, evidence: [] } })
  expect((await visits.identify(id(1), ' 201a ', clerk)).ok).toBe(true)
  expect(await visits.claim(id(1), claim)).toEqual({ ok: false, refusal: 'alreadyIdentified' })
})

test('screens 3: the paper of a rejected child counts for no other, and the desk has to look again', async () => {
  const visits = await begun()
  await visits.claim(id(1), claim)
  await visits.recordEvidence(id(1), evidence, clerk)
  await visits.identify(id(1), '2014', clerk)
  await visits.bind(id(1), 'Patient/7', null)
  expect(await visits.find(id(1))).toMatchObject({ evidenceFor: 'Patient/7', record: { evidence: [evidence] } })
  expect(await visits.reject(id(1))).toMatchObject({
    row: { evidenceFor: null, record: { evidence: [], patient: null } },
  })
  await visits.bind(id(1), 'Patient/8', null)
  expect((await visits.find(id(1)))?.record.evidence).toEqual([])
  await visits.recordEvidence(id(1), evidence, clerk)
  expect(await visits.find(id(1))).toMatchObject({ evidenceFor: 'Patient/8', record: { evidence: [evidence] } })
  await visits.reject(id(1))
  await visits.evidenceMissing(id(1), clerk, { noEntry: true })
  await visits.bind(id(1), 'Patient/9', clerk)
  expect(await visits.reject(id(1))).toMatchObject({ row: { noEntry: false, record: { evidenceMissing: false } } })
})

test('rules 1: a paper that was recorded for another patient than the bound one is never decided on', async () => {
  const visits = await begun()
  await visits.claim(id(1), claim)
  await visits.recordEvidence(id(1), evidence, clerk)
  await visits.identify(id(1), '2014', clerk)
  const bound = await visits.bind(id(1), 'Patient/7', null)
  if (!bound.ok) throw new Error(bound.refusal)
  expect(decidableRecord(bound.row).evidence).toEqual([evidence])
  expect(decidableRecord({ ...bound.row, evidenceFor: 'Patient/8' })).toMatchObject({ evidence: [] })
  // Rows of before do not say for whom it was.
  expect(decidableRecord({ ...bound.row, evidenceFor: undefined }).evidence).toEqual([evidence])
  // But for one that may have been the rejected child's, also when the visit has ended and its form comes late.
  for (const endedAt of [null, bound.row.openedAt])
    expect(decidableRecord({ ...bound.row, endedAt, evidenceFor: undefined, rejected: ['Patient/8'] }).evidence).toEqual([]) // prettier-ignore
  const open = { ...bound.row, record: { ...bound.row.record, state: 'identified', patient: null } } as const
  const again = (row: Partial<typeof bound.row>) =>
    apply(
      { ...open, ...row },
      { kind: 'bound', finding: null, patient: 'Patient/8', person: null, by: null },
      bound.row.openedAt,
    )
  expect(again({ evidenceFor: undefined, rejected: ['Patient/7'] })).toMatchObject({
    row: { record: { evidence: [] } },
  })
  expect(again({ evidenceFor: 'Patient/7' })).toMatchObject({ row: { record: { evidence: [] } } })
  expect(again({ evidenceFor: undefined })).toMatchObject({ row: { record: { evidence: [evidence] } } })
})

test('nothing is bound before the desk has identified, and nobody is bound twice', async () => {
  const visits = await begun()
  expect(await visits.bind(id(1), 'Patient/7', null)).toEqual({ ok: false, refusal: 'notIdentified' })
  await visits.claim(id(1), claim)
  await visits.identify(id(1), '2014', clerk)
  await visits.bind(id(1), 'Patient/7', null)
  expect(await visits.bind(id(1), 'Patient/8', clerk)).toEqual({ ok: false, refusal: 'alreadyBound' })
})

test('after three look-ups the desk picks, and a fourth is refused', async () => {
  const visits = await begun()
  await visits.claim(id(1), claim)
  await visits.identify(id(1), '2014', clerk)
  for (const left of [2, 1, 0]) {
    expect(await visits.lookUp(id(1))).toMatchObject({ row: { record: { lookUpsLeft: left } } })
    await visits.lookUpFailed(id(1), 'noneFound')
  }
  expect((await visits.find(id(1)))?.record.deskPicks).toBe(true)
  expect(await visits.lookUp(id(1))).toEqual({ ok: false, refusal: 'tooManyTries' })
  expect(await visits.bind(id(1), 'Patient/7', clerk)).toMatchObject({
    ok: true,
    row: { record: { deskPicks: false } },
  })
})

test('an ended visit stays as it was, whatever comes', async () => {
  const visits = await begun()
  await visits.end(id(1), 'device')
  const before = await visits.find(id(1))
  for (const refused of [
    await visits.claim(id(1), claim),
    await visits.identify(id(1), '2014', clerk),
    await visits.evidenceMissing(id(1), clerk),
    await visits.end(id(1), 'staff', clerk),
  ]) {
    expect(refused).toEqual({ ok: false, refusal: 'ended' })
  }
  expect(await visits.find(id(1))).toEqual(before)
  expect(await visits.end(id(2), 'staff')).toEqual({ ok: false, refusal: 'unknownVisit' })
})

test('a kiosk has one visit at a time: a new one ends the former', async () => {
  const visits = await begun()
  await begun(visits, 2)
  expect((await visits.find(id(1)))?.record.endedBecause).toBe('device')
  expect((await visits.open()).map((row) => row.record.visit)).toEqual([id(2)])
})

test('a visit ends after the four hours that its certificate lives', async () => {
  let now = new Date('2026-11-23T10:00:00Z')
  const visits = new Visits({ store: sqliteVisits(openDatabase(':memory:')), now: () => now })
  await begun(visits)
  now = new Date('2026-11-23T13:59:59Z')
  await visits.endExpired()
  expect(await visits.open()).toHaveLength(1)
  now = new Date('2026-11-23T14:00:01Z')
  await visits.endExpired()
  expect((await visits.find(id(1)))?.record.endedBecause).toBe('expired')
})

test('a call number comes back as late as possible and never while it is in use', () => {
  const n = (value: number) => v.parse(CallNumber, value)
  expect(nextCallNumber({ last: null, inUse: new Set() })).toBe(1)
  expect(nextCallNumber({ last: n(7), inUse: new Set([n(8)]) })).toBe(9)
  expect(nextCallNumber({ last: n(999), inUse: new Set([n(1)]) })).toBe(2)
  expect(nextCallNumber({ last: n(5), inUse: new Set(Array.from({ length: 999 }, (_, i) => n(i + 1))) })).toBeNull()
})

test('visits survive a restart of the central', async () => {
  const database = openDatabase(':memory:')
  const visits = new Visits({ store: sqliteVisits(database), now: () => new Date('2026-11-23T10:00:00Z') })
  await begun(visits)
  await visits.claim(id(1), claim)
  const again = new Visits({ store: sqliteVisits(database), now: () => new Date('2026-11-23T10:00:00Z') })
  expect(await again.find(id(1))).toEqual(await visits.find(id(1)))
})

test('each change and each look by a clerk leaves a line that says nothing of the person', async () => {
  const database = openDatabase(':memory:')
  const visits = new Visits({ store: sqliteVisits(database), now: () => new Date('2026-11-23T10:00:00Z') })
  await begun(visits)
  await visits.claim(id(1), claim)
  await visits.viewed(id(1), clerk)
  await visits.viewed(id(1), clerk)
  await visits.viewed(id(1), { id: 'clerk-2', name: 'Youssef B.' })
  await visits.identify(id(1), '2014', clerk)
  const lines = database.prepare('SELECT kind, staff FROM visit_events ORDER BY seq').all()
  expect(lines.map(({ kind, staff }) => [kind, staff])).toEqual([
    ['opened', null],
    ['claimed', null],
    ['viewed', 'clerk-1'],
    ['viewed', 'clerk-2'],
    ['identified', 'clerk-1'],
  ])
  expect(JSON.stringify(lines)).not.toMatch(/Verhoeven|SPECI|Marloes/)
})

test('an ended visit is forgotten after 90 days, with its claim; an open one is not', async () => {
  let now = new Date('2026-08-20T10:00:00Z')
  const visits = new Visits({ store: sqliteVisits(openDatabase(':memory:')), now: () => now })
  await begun(visits)
  await visits.claim(id(1), claim)
  await visits.end(id(1), 'device')
  now = new Date('2026-11-17T10:00:00Z')
  await begun(visits, 2)
  expect(await visits.find(id(1))).not.toBeNull()
  now = new Date('2026-11-18T10:00:01Z')
  await begun(visits, 3, v.parse(DeviceId, '33333333-3333-4333-8333-333333333333'))
  expect(await visits.find(id(1))).toBeNull()
  expect(await visits.find(id(2))).not.toBeNull()
})

test('a visit ends when its kiosk says that it is free again, and a visit just begun there does not', async () => {
  let now = new Date('2026-11-23T10:00:00Z')
  const visits = new Visits({ store: sqliteVisits(openDatabase(':memory:')), now: () => now })
  const other = v.parse(DeviceId, '33333333-3333-4333-8333-333333333333')
  const free: KioskReport = { visit: null, step: 'attract' }
  const silent: KioskReport = { visit: null, step: null }
  const says = (before: KioskReport, after: KioskReport) =>
    endLeftVisits({ visits, now: () => now }, device, { before, after })
  await begun(visits, 1)
  await begun(visits, 2, other)
  await says(silent, { visit: id(1), step: 'terms' })
  await says({ visit: id(1), step: 'terms' }, free)
  expect((await visits.open()).map(({ record }) => record.visit)).toEqual([id(2)])
  await begun(visits, 3)
  await says(free, free)
  await says(free, silent)
  await says(silent, free)
  expect((await visits.find(id(3)))?.record.state).toBe('opened')
  now = new Date('2026-11-23T10:02:00Z')
  await says(free, silent)
  await says(silent, free)
  expect((await visits.find(id(3)))?.record.endedBecause).toBe('device')
  expect((await visits.find(id(2)))?.record.state).toBe('opened')
})
