/** "Not my child": the visit is bound to nobody any more, and the one that was shown is read by it never again. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as v from 'valibot'
import { PatientLookUpAnswer, VisitRecord } from '../../domain/gateway/visit-record.ts'
import { bench, refusal } from './bench.ts'

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
  expect(desk.visits.bind(visitor.visit, 'Patient/child', null)).toEqual({ ok: false, refusal: 'rejected' })
  // A clerk may still say that it is this one.
  expect(desk.visits.bind(visitor.visit, 'Patient/child', { id: 'clerk-1', name: 'M' }).ok).toBe(true)
})

test('screens 3: who comes for himself could read a file, so only the clerk binds after it', async () => {
  const visitor = await desk.bound('self')
  const record = v.parse(VisitRecord, await (await visitor.post('/visit/patient/reject', {})).json())
  expect(record).toMatchObject({ state: 'identified', patient: null, deskPicks: true })
})
