/**
 * What a physician found about a patient is read from the record, told to the session with the visit, counted by the rules, and
 * asked again when the form comes in. It comes from nowhere else: no kiosk and no clerk writes one there.
 */
import type { Observation, Resource } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { findingAbout } from '../../central/record/findings.ts'
import { decidableRecord, toldRecord } from '../../central/visits/papers.ts'
import { findingResource, type TrainingFinding } from '../../central/training/finding.ts'
import { inFormat, recordFormat } from '../../domain/contract/gateway/formats.ts'
import { addDays } from '../../domain/days/calendar.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { withFinding } from '../../domain/journeys/record-finding.ts'
import { finding as letter, extract } from '../support/papers.ts'
import { Evidence, type EvidenceOf } from '../../domain/contract/gateway/evidence.ts'
import * as v from 'valibot'
import { bring, caseOf, come, father, gatewayOf, mother, newSet, sign } from './support/acts.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { TestKiosk } from './support/kiosk.ts'
import { castOf } from './support/visit.ts'

const data = folder()
const today = dayAt(Date.now())
const ago = (days: number) => addDays(today, -days)
let central: Central
let kiosk: TestKiosk
let patient: string
beforeAll(async () => {
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
  const { bsn } = castOf(data.path).people.teenager
  patient = `Patient/${central.store.all('Patient').find((one) => JSON.stringify(one).includes(bsn))?.id ?? ''}`
})
afterAll(async () => {
  await central.close()
  data.remove()
})

/** With only these in the record. */
async function having<T>(found: readonly Observation[], work: () => Promise<T>): Promise<T> {
  const made: Resource[] = []
  for (const one of found) made.push(await central.store.create(one))
  try {
    return await work()
  } finally {
    for (const one of made) {
      if (one.resourceType !== 'Observation') continue
      await central.store.update({ ...one, status: 'entered-in-error' }, one.meta?.versionId ?? '')
    }
  }
}
const lacking = (on: string, more: Partial<TrainingFinding> = {}): Observation =>
  findingResource({ patient, capacity: 'lacking', on: on as TrainingFinding['on'], ...more })
const asked = (found: readonly Observation[], on = today) =>
  having(found, () => findingAbout(central.store, { patient, on }))

describe('A finding of the record', () => {
  it('says who found what, on which day and until when', async () => {
    const found = lacking(ago(3), { until: addDays(today, 90), physician: 'dr. A. de Wit' })
    expect(await asked([found])).toMatchObject({
      kind: 'finding',
      capacity: 'lacking',
      on: ago(3),
      until: addDays(today, 90),
      physician: 'dr. A. de Wit',
      source: 'record',
    })
  })

  it('gives way to a newer one, and on one day to the one that was written last', async () => {
    const capable = { ...lacking(ago(3)), ...findingResource({ patient, capacity: 'capable', on: ago(2) }) }
    expect((await asked([capable, lacking(ago(3))]))?.capacity).toBe('capable')
    expect((await asked([lacking(ago(2)), { ...capable, issued: '2199-01-01T00:00:00Z' }]))?.capacity).toBe('capable')
  })

  it.each<[string, () => readonly Observation[]]>([
    ['nobody found anything', () => []],
    ['it is of a later day', () => [lacking(addDays(today, 1))]],
    ['its last day is over, also where an older one has none', () => [lacking(ago(40)), lacking(ago(9), { until: ago(1) })]],
    ['it is not final', () => [{ ...lacking(ago(3)), status: 'preliminary' }]],
    ['it was entered in error', () => [{ ...lacking(ago(3)), status: 'entered-in-error' }]],
    ['it is about another patient', () => [findingResource({ patient: 'Patient/nobody', capacity: 'lacking', on: ago(3) })]],
    ['it is about another matter', () => [{ ...lacking(ago(3)), code: { text: 'Bloeddruk' } }]],
    ['nobody is named who found it', () => [{ ...lacking(ago(3)), performer: [] }]],
    ['it names no whole day', () => [{ ...lacking(ago(3)), effectivePeriod: { start: '2026' } }]],
    ['its last day is no day', () => [{ ...lacking(ago(3)), effectivePeriod: { start: ago(3), end: '2026' } }]],
  ])('counts for nothing where %s', async (_, found) => {
    expect(await asked(found())).toBeNull()
  }) // prettier-ignore

  it('counts on its own day and not on the day before', async () => {
    expect(await asked([lacking(ago(3))], ago(3))).not.toBeNull()
    expect(await asked([lacking(ago(3))], ago(4))).toBeNull()
  })
})

describe('Beside a letter that a clerk wrote over', () => {
  const about = { concerns: null, recordedAt: new Date().toISOString() }
  const read = (one: object) => v.parse(Evidence, { ...about, ...one })
  const ofRecord = (on: string) => read({ ...letter, on, source: 'record' }) as EvidenceOf<'finding'>
  const sources = (list: readonly Evidence[]) => list.flatMap((one) => (one.kind === 'finding' ? [one.source] : []))

  it('the later one speaks, and of one day the record', () => {
    const papers = [read(extract('sole')), read(letter)]
    expect(sources(withFinding(papers, ofRecord(addDays(letter.on, 1))))).toEqual(['record'])
    expect(sources(withFinding(papers, ofRecord(letter.on)))).toEqual(['record'])
    expect(sources(withFinding(papers, ofRecord(addDays(letter.on, -1))))).toEqual(['transcribed'])
    expect(withFinding(papers, ofRecord(letter.on))).toHaveLength(2)
  })

  it('what the record said before is gone with it', () => {
    expect(sources(withFinding([ofRecord(ago(3)), read(letter)], null))).toEqual(['transcribed'])
    expect(withFinding([ofRecord(ago(3))], null)).toEqual([])
  })
})

describe('A visit', () => {
  const now = () => new Date()
  const visits = () => come(central, kiosk, mother, { now, patient, extract: 'sole' })

  it('is told of it with the papers as soon as the patient is bound, and an older kiosk that there is no paper', async () => {
    await having([lacking(ago(3))], async () => {
      const { visit } = await visits()
      const row = await central.visits.find(visit)
      if (row === null) throw new Error('no visit')
      expect(row.record.evidence.map(({ kind }) => kind)).toEqual(['authorityExtract'])
      expect(toldRecord(row).evidence.map(({ kind }) => kind)).toEqual(['authorityExtract', 'finding'])
      expect(decidableRecord(row).evidence).toEqual(toldRecord(row).evidence)
      expect(inFormat(toldRecord(row), recordFormat)).toEqual(toldRecord(row))
      expect(inFormat(toldRecord(row), '2')).toMatchObject({ evidence: [], evidenceMissing: true })
      // "Not my child": it was that child's.
      const rejected = await central.visits.reject(visit)
      expect(rejected.ok && toldRecord(rejected.row).evidence).toEqual([])
    })
  })

  it('leads a parent of a child of 13 to a form that the child is not asked about', async () => {
    const signers = async () => {
      const { decision } = await caseOf(central, await visits(), null)
      return [decision.row, decision.signers.map(({ role }) => role)]
    }
    expect(await signers()).toEqual(['R04', ['applicant', 'patient']])
    expect(await having([lacking(ago(3))], signers)).toEqual(['R05', ['applicant']])
  })

  it('signs a part before a finding comes: the part is kept, and it ends at the next look, for staff alone', async () => {
    const came = await visits()
    const set = newSet()
    const signed = await sign(central, came, { set, role: 'applicant', of: await caseOf(central, came, null) })
    await having([lacking(today)], async () => {
      expect(await bring(central, signed, now())).toMatchObject({ result: 'stored' })
      await central.recordChanged(patient)
      const row = await central.sets.find(set)
      expect(row?.state.outcome).toMatchObject({ kind: 'ended', because: 'outdated' })
      expect(row?.notices.map(({ to }) => to)).toEqual(['staff'])
      expect(row?.acts).toHaveLength(1)
      // The form that fits now is hers alone.
      expect((await caseOf(central, await visits(), null)).decision.row).toBe('R05')
    })
  })

  it('keeps an act of a set that came after a finding, and the set ends with it', async () => {
    const joint = (who = mother) => come(central, kiosk, who, { now, patient, extract: 'joint' })
    const set = newSet()
    const came = await joint()
    const of = await caseOf(central, came, null)
    await bring(central, await sign(central, came, { set, role: 'applicant', of }), now())
    const second = await joint(father)
    const late = await sign(central, second, { set, role: 'coHolder', of })
    await having([lacking(today)], async () => {
      expect(await bring(central, late, now())).toMatchObject({ result: 'stored' })
      expect((await central.sets.find(set))?.state.outcome).toMatchObject({ because: 'outdated' })
      const gateway = gatewayOf(central, second)
      expect(await gateway.sets().finally(() => gateway.close())).toEqual({ toSign: [], signed: [], deskHelps: false })
    })
  })
})
