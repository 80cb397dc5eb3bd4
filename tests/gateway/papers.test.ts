/** The papers of a visit: one of each kind, and only for the patient whom they name. */
import { openDatabase } from '../../central/store/database.ts'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { decidableRecord } from '../../central/visits/papers.ts'
import { Visits } from '../../central/visits/visits.ts'
import type { VisitChange, VisitRow } from '../../central/visits/visits.ts'
import { sqliteVisits } from '../../central/store/sqlite/visits.ts'
import type { Evidence } from '../../domain/contract/gateway/evidence.ts'
import { DeviceId, Sha256, VisitId } from '../../domain/ids.ts'
import { milanOnPaper, paper, paperKinds } from '../support/every-paper.ts'
import { extractOf } from '../support/extract.ts'
import { claimOf, clerk } from './bench.ts'

const visit = v.parse(VisitId, '22222222-2222-4222-8222-000000000001')
const build = { app: '0.1.0', build: 'development', runtime: 'test', host: 'rehearsal', content: 1 } as const
const noor = { birthDate: '2019-09-04', given: 'Noor Sophie', family: 'de Vries' }
const saar = { ...noor, given: 'Saar' }
const extractFor = (given: string) => extractOf('2026-11-01', { concerns: { birthDate: '2019-09-04', given } })

/** A parent whom the desk has identified, with these papers seen before any child was bound. */
async function identified(...seen: readonly Evidence[]): Promise<Visits> {
  const visits = new Visits({
    store: sqliteVisits(openDatabase(':memory:')),
    now: () => new Date('2026-11-23T10:00:00Z'),
  })
  const device = v.parse(DeviceId, '11111111-1111-4111-8111-111111111111')
  await visits.begin({ visit, device, keyThumbprint: v.parse(Sha256, 'A'.repeat(43)), build })
  await visits.claim(visit, claimOf('child'))
  for (const one of seen) done(await visits.recordEvidence(visit, one, clerk))
  done(await visits.identify(visit, '2014', clerk))
  return visits
}

function done(change: VisitChange): VisitRow {
  if (!change.ok) throw new Error(change.refusal)
  return change.row
}

describe('evidence that a clerk records before any child is bound', () => {
  test('counts only for the child whom it names, and no more for the first child that is bound', async () => {
    const visits = await identified(extractFor('Noor'))
    const bound = done(await visits.bind(visit, 'Patient/saar', null, saar))
    expect(bound.record).toMatchObject({ evidence: [], evidenceMissing: false })
    expect(bound.ofAnother).toMatchObject([{ concerns: { given: 'Noor' } }])
    expect(decidableRecord(bound).evidence).toEqual([])
  })

  test('counts for the child whom it names', async () => {
    const visits = await identified(extractFor('NOOR'))
    const bound = done(await visits.bind(visit, 'Patient/noor', null, noor))
    expect(bound.record.evidence).toEqual([{ ...extractFor('NOOR'), named: true }])
    expect([bound.unsettled, bound.ofAnother, bound.evidenceFor]).toEqual([[], [], 'Patient/noor'])
  })

  test('is asked about in doubt, and counts only once the clerk has said yes beside the name', async () => {
    const visits = await identified(extractFor('N'))
    const bound = done(await visits.bind(visit, 'Patient/noor', null, noor))
    expect(bound.record).toMatchObject({ evidence: [], evidenceMissing: false })
    expect(bound.unsettled).toEqual([extractFor('N')])
    const said = done(await visits.nameEvidence(visit, 'authorityExtract', clerk, { is: true }))
    expect(said).toMatchObject({ unsettled: [], record: { evidence: [{ named: true }], evidenceMissing: false } })
    expect(await visits.nameEvidence(visit, 'authorityExtract', clerk, { is: true })).toEqual({
      ok: false,
      refusal: 'notAsked',
    })
  })

  test('is as none when the clerk says that it names somebody else', async () => {
    const visits = await identified(extractFor('N'))
    done(await visits.bind(visit, 'Patient/noor', null, noor))
    const said = done(await visits.nameEvidence(visit, 'authorityExtract', clerk, { is: false }))
    expect(said).toMatchObject({ unsettled: [], record: { evidence: [], evidenceMissing: true } })
    expect(said.ofAnother).toHaveLength(1)
  })

  test('is asked about when the record of the patient could not be read', async () => {
    const visits = await identified(extractFor('Noor'))
    expect(done(await visits.bind(visit, 'Patient/noor', null)).unsettled).toHaveLength(1)
  })

  test('is never said to be somebody’s before anybody is bound', async () => {
    const visits = await identified(extractFor('Noor'))
    const early = await visits.nameEvidence(visit, 'authorityExtract', clerk, { is: true })
    expect(early).toEqual({ ok: false, refusal: 'notAsked' })
    expect((await visits.find(visit))?.record.evidence).toEqual([extractFor('Noor')])
  })

  test('goes with a child that the visitor did not mean, and what was in doubt goes too', async () => {
    const visits = await identified(extractFor('Noor'), paper('kinship', { concerns: { birthDate: '2019-09-04', given: 'N' } })) // prettier-ignore
    const bound = done(await visits.bind(visit, 'Patient/noor', null, noor))
    expect([bound.record.evidence.length, bound.unsettled.length]).toEqual([1, 1])
    expect(done(await visits.reject(visit))).toMatchObject({
      unsettled: [],
      ofAnother: [],
      evidenceFor: null,
      record: { evidence: [], evidenceMissing: false },
    })
  })

  test('that an earlier build recorded without a name counts as it did then', async () => {
    const visits = await identified(extractOf('2026-11-01'))
    const bound = done(await visits.bind(visit, 'Patient/saar', null, saar))
    expect(bound.record.evidence).toEqual([extractOf('2026-11-01')])
  })
})

describe('a paper that comes when the child is bound', () => {
  const seen = async (given: string, person: typeof noor | null = noor) => {
    const visits = await identified()
    done(await visits.bind(visit, 'Patient/noor', null, noor))
    return await visits.recordEvidence(visit, extractFor(given), clerk, { person })
  }

  test('counts when it names it, is asked about in doubt, and is refused when it names another', async () => {
    expect(done(await seen('Noor')).record.evidence).toMatchObject([{ named: true }])
    expect(done(await seen('N'))).toMatchObject({ record: { evidence: [] }, unsettled: [{ named: false }] })
    expect(done(await seen('Noor', null))).toMatchObject({ record: { evidence: [] }, unsettled: [{ named: false }] })
    expect(await seen('Saar')).toEqual({ ok: false, refusal: 'namesAnother' })
  })

  test('typed again takes the place of what was in doubt or of another', async () => {
    const visits = await identified(extractFor('Saar'))
    const bound = done(await visits.bind(visit, 'Patient/noor', null, noor))
    expect(bound.ofAnother).toHaveLength(1)
    const again = done(await visits.recordEvidence(visit, extractFor('Noor'), clerk, { person: noor }))
    expect(again).toMatchObject({ ofAnother: [], unsettled: [], record: { evidence: [{ named: true }] } })
  })
})

describe('several papers', () => {
  test('stand beside each other, one of each kind, and a second of a kind replaces the first', async () => {
    const visits = await identified(...paperKinds.map((kind) => paper(kind)))
    const before = (await visits.find(visit))?.record.evidence.map(({ kind }) => kind)
    // That the other holder refuses takes the place of that he is not asked.
    expect(before).toEqual(paperKinds.filter((kind) => kind !== 'coHolderNotAsked'))
    const milan = { ...milanOnPaper, family: 'Verhoeven' }
    const bound = done(await visits.bind(visit, 'Patient/child', null, milan))
    expect(bound.record.evidence.every(({ named }) => named)).toBe(true)
    const newer = paper('ruling', { court: 'Hoge Raad' })
    const after = done(await visits.recordEvidence(visit, newer, clerk, { person: milan })).record.evidence
    expect(after).toHaveLength(before?.length ?? 0)
    expect(after.find(({ kind }) => kind === 'ruling')).toEqual({ ...newer, named: true })
  })

  test('one that turns out to be missing goes alone; nothing is missing while another is there', async () => {
    const visits = await identified(paper('ruling'), paper('kinship'))
    const first = done(await visits.evidenceMissing(visit, clerk, { paper: 'ruling' }))
    expect(first.record).toMatchObject({ evidence: [{ kind: 'kinship' }], evidenceMissing: false })
    const second = done(await visits.evidenceMissing(visit, clerk, { paper: 'kinship' }))
    expect(second.record).toMatchObject({ evidence: [], evidenceMissing: true })
    done(await visits.recordEvidence(visit, paper('finding'), clerk))
    const all = done(await visits.evidenceMissing(visit, clerk))
    expect(all.record).toMatchObject({ evidence: [], evidenceMissing: true })
  })

  test('a doubtful one freezes, is taken back by the desk alone, and is forgotten with another person', async () => {
    const visits = await identified(extractFor('Noor'))
    expect(done(await visits.doubtPaper(visit, clerk)).record.documentDoubtful).toBe(true)
    done(await visits.bind(visit, 'Patient/noor', null, noor))
    expect(done(await visits.reject(visit)).record.documentDoubtful).toBe(true)
    expect(done(await visits.doubtPaper(visit, clerk, false)).record.documentDoubtful).toBe(false)
  })
})

test('nothing is said of a paper before there is a visitor, nor after the visit', async () => {
  const visits = await identified(extractFor('Noor'))
  await visits.end(visit, 'staff', clerk)
  expect(await visits.recordEvidence(visit, extractFor('Noor'), clerk)).toEqual({ ok: false, refusal: 'ended' })
  expect(await visits.doubtPaper(visit, clerk)).toEqual({ ok: false, refusal: 'ended' })
})

describe('where several papers are asked', () => {
  const guardian = async () => {
    const visits = await identified()
    await visits.end(visit, 'staff', clerk)
    const other = v.parse(VisitId, '22222222-2222-4222-8222-000000000002')
    const device = v.parse(DeviceId, '11111111-1111-4111-8111-111111111112')
    await visits.begin({ visit: other, device, keyThumbprint: v.parse(Sha256, 'A'.repeat(43)), build })
    await visits.claim(other, { ...claimOf('child'), journey: 'guardian' })
    done(await visits.identify(other, '2014', clerk))
    return { visits, other }
  }

  test('nobody decides until the clerk says that these are all; what comes later is decided on at once', async () => {
    const { visits, other } = await guardian()
    expect(done(await visits.recordEvidence(other, paper('ruling'), clerk)).record.papersOpen).toBe(true)
    expect(done(await visits.recordEvidence(other, paper('employeeMandate'), clerk)).record.papersOpen).toBe(true)
    expect(done(await visits.papersReady(other, clerk)).record).toMatchObject({ papersOpen: false, evidence: [{}, {}] })
    expect(done(await visits.recordEvidence(other, extractFor('Noor'), clerk)).record.papersOpen).toBe(false)
  })

  test('that there is none is said at once, also in the middle', async () => {
    const { visits, other } = await guardian()
    done(await visits.recordEvidence(other, paper('ruling'), clerk))
    expect(done(await visits.evidenceMissing(other, clerk)).record).toMatchObject({
      papersOpen: false,
      evidenceMissing: true,
    })
  })

  test('a rejected patient takes the papers with him, and it begins anew', async () => {
    const { visits, other } = await guardian()
    done(await visits.recordEvidence(other, paper('ruling'), clerk))
    done(await visits.bind(other, 'Patient/child', null, { ...milanOnPaper, family: 'Verhoeven' }))
    expect(done(await visits.reject(other)).record).toMatchObject({ papersOpen: false, evidence: [] })
    expect(done(await visits.recordEvidence(other, paper('ruling'), clerk)).record.papersOpen).toBe(true)
  })
})

test('where the extract is the one paper, it is all of them', async () => {
  const visits = await identified(extractFor('Noor'))
  expect((await visits.find(visit))?.record.papersOpen).toBe(false)
})
