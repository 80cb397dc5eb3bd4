/** "Not my child": the visit is bound to nobody any more, and the one that was shown is read by it never again. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as v from 'valibot'
import { PatientLookUpAnswer, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { bench, clerk, refusal } from './bench.ts'

let desk: Awaited<ReturnType<typeof bench>>
beforeEach(async () => {
  desk = await bench()
})
afterEach(() => desk.close())

const child = { by: 'birthDateAndBsn', birthDate: '2019-09-04', bsn: '123456782' }

test('screens 3: a rejected child leads back to the numbers, then to the desk; nothing of it is read any more', async () => {
  const visitor = await desk.identified('child')
  expect(await refusal(await visitor.post('/visit/patient/reject', {}))).toBe('notBound')
  await visitor.post('/visit/patient', child)
  expect((await visitor.get('/visit/fhir/Patient/child')).status).toBe(200)
  const record = v.parse(VisitRecord, await (await visitor.post('/visit/patient/reject', {})).json())
  expect(record).toMatchObject({ state: 'identified', patient: null, lookUpsLeft: 2, deskPicks: false })
  expect(await refusal(await visitor.get('/visit/fhir/Patient/child'))).toBe('notBound')
  for (const result of ['notFound', 'deskPicks'])
    expect(v.parse(PatientLookUpAnswer, await (await visitor.post('/visit/patient', child)).json()).result).toBe(result)
  expect(await desk.visits.bind(visitor.visit, 'Patient/child', null)).toEqual({ ok: false, refusal: 'rejected' })
  // A clerk may still say that it is this one.
  expect((await desk.visits.bind(visitor.visit, 'Patient/child', { id: 'clerk-1', name: 'M' })).ok).toBe(true)
})

test('screens 3: who comes for himself could read a file, so only the clerk binds after it', async () => {
  const visitor = await desk.bound('self')
  const record = v.parse(VisitRecord, await (await visitor.post('/visit/patient/reject', {})).json())
  expect(record).toMatchObject({ state: 'identified', patient: null, deskPicks: true })
})

test('screens 3: a rejected child that is found again stands in the log as found and not shown', async () => {
  const visitor = await desk.identified('child')
  await visitor.post('/visit/patient', child)
  await visitor.post('/visit/patient/reject', {})
  await visitor.post('/visit/patient', child)
  expect(audits().at(0)).toMatchObject({ outcome: '0', outcomeDesc: 'one' })
  expect(audits().at(-1)).toMatchObject({ outcome: '4', outcomeDesc: 'rejected' })
  expect(JSON.stringify(audits().at(-1)?.entity)).toContain('Patient/child')
})

const audits = () => desk.fhir.all.flatMap((one) => (one.resourceType === 'AuditEvent' ? [one] : []))

test.each(['/visit/fhir/AllergyIntolerance', '/visit/fhir/AllergyIntolerance/mothers-allergy', '/visit/mandates'])(
  'dossier 19: %s gives nothing when another patient was bound while it was read',
  async (path) => {
    const visitor = await desk.bound('self')
    const { create } = desk.fhir
    desk.fhir.create = async (resource) => {
      desk.fhir.create = create
      await desk.visits.reject(visitor.visit)
      expect((await desk.visits.bind(visitor.visit, 'Patient/stranger', clerk)).ok).toBe(true)
      return await create(resource)
    }
    const answer = await visitor.get(path)
    expect(answer.status).toBe(410)
    expect(await answer.text()).not.toContain('Penicilline')
  },
)

test('dossier 16: what exists already is logged before it is told, and not told when it cannot be', async () => {
  const visitor = await desk.bound('self')
  expect((await visitor.get('/visit/mandates')).status).toBe(200)
  const [logged] = audits()
  expect(logged?.entity?.[0]?.what?.reference).toBe('Patient/mother')
  expect(Buffer.from(logged?.entity?.[1]?.query ?? '', 'base64').toString()).toContain('Consent?patient=Patient/mother')
  desk.fhir.failing = true
  expect((await visitor.get('/visit/mandates')).status).toBe(500)
})

test('dossier 14: what hangs on the tenth number, or on one with a comma, is looked for', async () => {
  const system = 'https://ziekenhuis.example/patientnummer'
  const at = desk.fhir.all.findIndex(({ id }) => id === 'mother')
  const mother = desk.fhir.all[at]
  if (mother?.resourceType !== 'Patient') throw new Error('no mother')
  const numbers = ['x,1', ...Array.from({ length: 11 }, (_, n) => `n${String(n)}`)]
  desk.fhir.all[at] = { ...mother, identifier: numbers.map((value) => ({ system, value })) }
  const visitor = await desk.bound('self')
  expect((await visitor.get('/visit/fhir/AllergyIntolerance')).status).toBe(200)
  const asked = desk.fhir.searches.map((search) => decodeURIComponent(search))
  for (const value of ['x\\,1', 'n10'])
    expect(asked.some((search) => search.includes(`patient:identifier=${system}|${value}&`))).toBe(true)
})
