/** GET /visit/log: the patient reads who looked, of his own file and nobody else's; and no read leaves before its line is there. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as v from 'valibot'
import { auditEvent } from '../../central/access-log/audit-event.ts'
import { WhoLooked } from '../../domain/contract/gateway/who-looked.ts'
import { Instant, VisitId } from '../../domain/ids.ts'
import { bench, clerk, refusal } from './bench.ts'

let desk: Awaited<ReturnType<typeof bench>>
beforeEach(async () => {
  desk = await bench()
})
afterEach(() => desk.close())

const audits = () => desk.fhir.all.flatMap((one) => (one.resourceType === 'AuditEvent' ? [one] : []))
const read = async (visitor: Awaited<ReturnType<typeof desk.bound>>) =>
  v.parse(WhoLooked, await (await visitor.get('/visit/log')).json())
const searched = (patient: string) =>
  auditEvent(
    {
      kind: 'deskSearch',
      clerk: { is: 'clerk', ...clerk },
      visit: v.parse(VisitId, '0b1c2d3e-4f50-4617-8283-940a5b6c7d8e'),
      patients: [patient],
    },
    { hospital: 'Ziekenhuis Voorbeeld', at: v.parse(Instant, '2026-11-22T10:20:00.000Z') },
  )

test('the patient reads the hour, the role and what kind, this visit and this look included, and no name', async () => {
  const visitor = await desk.bound('self')
  await desk.fhir.create(searched('Patient/mother'))
  await visitor.get('/visit/fhir/AllergyIntolerance')
  const answer = await visitor.get('/visit/log')
  const text = await answer.text()
  const { lines, total } = v.parse(WhoLooked, JSON.parse(text))
  expect(total).toBe(3)
  expect(lines).toEqual([
    { hour: '2026-11-23T09:00:00.000Z', who: 'you', what: ['allergies', 'log'], refused: false, times: 2 },
    { hour: '2026-11-22T10:00:00.000Z', who: 'desk', what: ['search'], refused: false, times: 1 },
  ])
  for (const secret of ['Marloes', 'clerk-1', 'SPECI2014', 'mothers-allergy', 'Patient/'])
    expect(text).not.toContain(secret)
  expect((await read(visitor)).lines[0]).toMatchObject({ times: 3 })
})

test('nothing of another patient is in it', async () => {
  await desk.fhir.create(searched('Patient/stranger'))
  const { lines, total } = await read(await desk.bound('self'))
  expect([lines.length, total]).toEqual([1, 1])
})

test('it is refused to who came for a child, is not bound, or is under 16, and each refusal is a line', async () => {
  const forChild = await desk.bound('child')
  expect(await refusal(await forChild.get('/visit/log'))).toBe('conflict')
  expect(await refusal(await (await desk.identified('self')).get('/visit/log'))).toBe('notBound')
  const at = desk.fhir.all.findIndex(({ id }) => id === 'mother')
  const mother = desk.fhir.all[at]
  if (mother?.resourceType !== 'Patient') throw new Error('no mother')
  const visitor = await desk.bound('self')
  desk.fhir.all[at] = { ...mother, birthDate: '2010-11-24' }
  expect(await refusal(await visitor.get('/visit/log'))).toBe('conflict')
  desk.fhir.all[at] = { ...mother, birthDate: '2010-11-23' }
  expect((await visitor.get('/visit/log')).status).toBe(200)
  expect(audits().filter(({ outcome }) => outcome === '4')).toHaveLength(3)
})

test('it is refused where the hospital shows no file here', async () => {
  desk.state.preview = { ...desk.state.preview, route: 'notOffered' }
  expect(await refusal(await (await desk.bound('self')).get('/visit/log'))).toBe('conflict')
})

/** Every address of the gateway that tells something of a patient. */
const reads = [
  '/visit/fhir/Patient',
  '/visit/fhir/AllergyIntolerance',
  '/visit/fhir/AllergyIntolerance/mothers-allergy',
  '/visit/mandates',
  '/visit/sets',
  '/visit/log',
]

test.each(reads)('%s: a line that cannot be written gives no answer', async (path) => {
  const visitor = await desk.bound('self')
  desk.fhir.failing = true
  const answer = await visitor.get(path)
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toMatch(/Penicilline|Verhoeven|hour/)
})

test.each(reads)('%s: who dies between the line and the answer leaves the line', async (path) => {
  const visitor = await desk.bound('self')
  const { create } = desk.fhir
  desk.fhir.create = async (resource) => {
    await create(resource)
    throw new Error('killed')
  }
  const before = audits().length
  const answer = await visitor.get(path)
  expect([answer.status, audits().length]).toEqual([500, before + 1])
  expect(
    audits()
      .at(-1)
      ?.entity?.some(({ what }) => what?.reference === 'Patient/mother'),
  ).toBe(true)
})
