import { afterEach, beforeEach, expect, test } from 'vitest'
import * as v from 'valibot'
import { consentScope, policyUri } from '../../domain/coding/systems.ts'
import { MandateFacts, PatientLookUpAnswer, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { bench, claimOf, clerk, refusal } from './bench.ts'

let desk: Awaited<ReturnType<typeof bench>>
beforeEach(async () => {
  desk = await bench()
})
afterEach(() => desk.close())

test('the session reads its record, and a claim stands in it until it is replaced', async () => {
  const visitor = await desk.visitor()
  const before = v.parse(VisitRecord, await (await visitor.get('/visit')).json())
  expect(before).toMatchObject({ state: 'opened', assurance: 'claimed', claim: null, lookUpsLeft: 3 })
  await visitor.post('/visit/identity', claimOf('child'))
  const replaced = { ...claimOf('child'), given: 'ANNA' }
  const after = v.parse(VisitRecord, await (await visitor.post('/visit/identity', replaced)).json())
  expect(after.claim).toEqual(replaced)
  await desk.visits.identify(visitor.visit, '2014', clerk)
  expect(await refusal(await visitor.post('/visit/identity', claimOf('self')))).toBe('conflict')
})

test('a claim with unknown, missing or impossible fields is refused', async () => {
  const visitor = await desk.visitor()
  for (const bad of [
    {},
    { ...claimOf('self'), bsn: '999990019' },
    { ...claimOf('self'), birthDate: '1984-02-30' },
    // Explained, and nobody is identified for it.
    { ...claimOf('child'), journey: 'young-person' },
    [],
  ]) {
    expect(await refusal(await visitor.post('/visit/identity', bad))).toBe('badRequest')
  }
})

const child = { by: 'birthDateAndBsn', birthDate: '2019-09-04', bsn: '123456782' }
const nobody = { by: 'birthDateAndBsn', birthDate: '2019-09-05', bsn: '123456782' }

test('the child found by birth date and BSN is bound, and no second patient after it', async () => {
  const visitor = await desk.identified('child')
  const answer = v.parse(PatientLookUpAnswer, await (await visitor.post('/visit/patient', child)).json())
  expect(answer).toMatchObject({ result: 'bound', record: { state: 'bound', patient: 'Patient/child' } })
  expect(await refusal(await visitor.post('/visit/patient', child))).toBe('conflict')
  expect((await desk.visits.find(visitor.visit))?.record.patient).toBe('Patient/child')
})

test('nobody is looked up before the desk has identified', async () => {
  const visitor = await desk.visitor()
  expect(await refusal(await visitor.post('/visit/patient', child))).toBe('conflict')
  await visitor.post('/visit/identity', claimOf('child'))
  expect(await refusal(await visitor.post('/visit/patient', child))).toBe('conflict')
  expect(desk.fhir.searches).toEqual([])
})

test('after three misses the desk picks and a fourth try is refused, also when all come at once', async () => {
  const visitor = await desk.identified('child')
  const results = []
  for (let n = 0; n < 3; n += 1) {
    results.push(v.parse(PatientLookUpAnswer, await (await visitor.post('/visit/patient', nobody)).json()).result)
  }
  expect(results).toEqual(['notFound', 'notFound', 'deskPicks'])
  expect(await refusal(await visitor.post('/visit/patient', child))).toBe('tooManyTries')
  const other = await desk.identified('child')
  const answers = await Promise.all(Array.from({ length: 8 }, () => other.post('/visit/patient', nobody)))
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(3)
})

test('screens 19: who does not know the BSN hands the search to the desk, and no try is used up', async () => {
  const visitor = await desk.identified('child')
  const answer = v.parse(PatientLookUpAnswer, await (await visitor.post('/visit/patient', { by: 'desk' })).json())
  expect(answer).toMatchObject({ result: 'deskPicks', record: { deskPicks: true, lookUpsLeft: 3 } })
  const stranger = await desk.visitor()
  expect(await refusal(await stranger.post('/visit/patient', { by: 'desk' }))).toBe('conflict')
})

test('several found: the desk picks, and no name leaves the central', async () => {
  const visitor = await desk.identified('child')
  const text = await (
    await visitor.post('/visit/patient', { by: 'birthDateAndBsn', birthDate: '2017-03-03', bsn: '999990081' })
  ).text()
  expect(v.parse(PatientLookUpAnswer, JSON.parse(text)).result).toBe('deskPicks')
  expect(text).not.toMatch(/Jansen|Noor|double/)
})

test('a block on the own file ends the visit with an answer that does not say why', async () => {
  desk.fhir.all.push({
    resourceType: 'Flag',
    id: 'own-flag',
    status: 'active',
    code: { coding: [{ system: 'https://balie.example/fhir/CodeSystem/access-flag', code: 'blocked' }] },
    subject: { reference: 'Patient/mother' },
  })
  const visitor = await desk.identified('self')
  const answer = v.parse(PatientLookUpAnswer, await (await visitor.post('/visit/patient', { by: 'document' })).json())
  expect(answer).toMatchObject({ result: 'ended', record: { state: 'ended', endedBecause: null, patient: null } })
  expect((await desk.visits.find(visitor.visit))?.record.endedBecause).toBe('blocked')
  expect(await refusal(await visitor.get('/visit'))).toBe('ended')
})

test('who comes for himself is found by his document or BSN, and never opens somebody else’s file', async () => {
  const self = await desk.identified('self')
  const stranger = { by: 'birthDateAndBsn', birthDate: '1984-06-14', bsn: '999990020' }
  expect(await (await self.post('/visit/patient', stranger)).json()).toMatchObject({ result: 'notFound' })
  expect(await (await self.post('/visit/patient', { by: 'document' })).json()).toMatchObject({
    result: 'bound',
    record: { patient: 'Patient/mother' },
  })
  const parent = await desk.identified('child')
  expect(await refusal(await parent.post('/visit/patient', { by: 'document' }))).toBe('badRequest')
})

test('nothing is read before the patient is bound', async () => {
  const visitor = await desk.identified('self')
  for (const path of ['/visit/fhir/Patient', '/visit/fhir/AllergyIntolerance', '/visit/mandates']) {
    expect(await refusal(await visitor.get(path))).toBe('notBound')
  }
})

test('a visit reads its patient and nobody else, whatever the query says', async () => {
  const visitor = await desk.bound('self')
  const own = await (await visitor.get('/visit/fhir/AllergyIntolerance?patient=Patient/mother&_count=5')).json()
  expect(own).toMatchObject({ total: 1, entry: [{ resource: { id: 'mothers-allergy' } }] })
  expect(await (await visitor.get('/visit/fhir/AllergyIntolerance/mothers-allergy')).json()).toMatchObject({
    id: 'mothers-allergy',
  })
  for (const query of [
    '?patient=Patient/stranger',
    '?patient=stranger',
    '?patient=Patient/mother&patient=Patient/stranger',
    '?subject=Patient/stranger',
    '?patient:not=Patient/mother',
    '?patient.birthdate=1984-06-14',
    '?_id=strangers-allergy',
    '?_include=AllergyIntolerance:patient',
    '?_revinclude=Provenance:target',
    '?_has:Consent:patient:status=active',
    '?_filter=patient%20ne%20x',
    '?_elements=id',
    '?_count=0',
    '?date=%26patient%3Dstranger',
  ]) {
    expect([query, await refusal(await visitor.get(`/visit/fhir/AllergyIntolerance${query}`))]).toEqual([
      query,
      'badRequest',
    ])
  }
  expect(await refusal(await visitor.get('/visit/fhir/AllergyIntolerance/strangers-allergy'))).toBe('notFound')
  expect(await refusal(await visitor.get('/visit/fhir/Patient/stranger'))).toBe('notFound')
  for (const type of ['Consent', 'Task', 'AuditEvent', 'Observation', 'Practitioner', '%24export', '..%2fConsent']) {
    expect(await refusal(await visitor.get(`/visit/fhir/${type}`))).toBe('notFound')
  }
})

test('a store that answers too much gives nothing away', async () => {
  const visitor = await desk.bound('self')
  const everything = desk.fhir.all
  desk.fhir.search = async () => ({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: everything.map((resource) => ({ resource })),
  })
  const text = await (await visitor.get('/visit/fhir/AllergyIntolerance')).text()
  expect(JSON.parse(text)).toMatchObject({ total: 1 })
  expect(text).not.toContain('stranger')
})

test('each read is logged before it is answered: not logged is not shown', async () => {
  const visitor = await desk.bound('self')
  await visitor.get('/visit/fhir/AllergyIntolerance')
  const events = desk.fhir.all.filter(({ resourceType }) => resourceType === 'AuditEvent')
  expect(events).toHaveLength(1)
  expect(JSON.stringify(events)).toContain('AllergyIntolerance/mothers-allergy')
  expect(JSON.stringify(events)).toContain(visitor.visit)
  desk.fhir.failing = true
  expect(await refusal(await visitor.get('/visit/fhir/AllergyIntolerance'))).toBe('fault')
  expect(desk.faults).toEqual(['GET /visit/fhir/:type: disk full'])
})

test('who came for a child reads who it is and nothing of its file', async () => {
  const visitor = await desk.bound('child')
  expect(await (await visitor.get('/visit/fhir/Patient')).json()).toMatchObject({
    entry: [{ resource: { id: 'child' } }],
  })
  expect(await refusal(await visitor.get('/visit/fhir/AllergyIntolerance'))).toBe('conflict')
})

test.each([
  ['offered', 'claimed', 200],
  ['offered', 'identified', 200],
  ['offered', 'authenticated', 409],
  ['notOffered', 'claimed', 409],
  ['notOffered', 'identified', 409],
  ['notOffered', 'authenticated', 409],
] as const)(
  'an identified visitor of a preview that is %s to whoever is %s gets %i, the patient himself always',
  async (route, minimumIdentity, status) => {
    desk.state.preview = { ...desk.state.preview, route, minimumIdentity }
    const visitor = await desk.bound('self')
    expect((await visitor.get('/visit/fhir/Patient')).status).toBe(200)
    const entries = await visitor.get('/visit/fhir/AllergyIntolerance')
    const one = await visitor.get('/visit/fhir/AllergyIntolerance/mothers-allergy')
    expect([entries.status, one.status]).toEqual([status, status])
    const logged = desk.fhir.all.filter(({ resourceType }) => resourceType === 'AuditEvent')
    expect(JSON.stringify(logged).includes('AllergyIntolerance')).toBe(status === 200)
    if (status === 409) expect(await refusal(entries)).toBe('conflict')
  },
)

test('mandates tell what exists and whether this visitor has it, and terms are no mandate', async () => {
  const visitor = await desk.bound('child')
  const consent = (id: string, code: string, grantee: string, status: 'proposed' | 'active' | 'inactive') =>
    desk.fhir.all.push({
      resourceType: 'Consent',
      id,
      status,
      scope: { coding: [{ system: consentScope, code: 'patient-privacy' }] },
      category: [{ coding: [{ system: 'http://loinc.org', code }] }],
      patient: { reference: 'Patient/child' },
      policy: [{ uri: policyUri('gooiland', 1) }],
      provision: { type: 'permit', actor: [{ role: {}, reference: { reference: grantee } }] },
    })
  const parent = (id: string, given: string) =>
    desk.fhir.all.push({
      resourceType: 'RelatedPerson',
      id,
      patient: { reference: 'Patient/child' },
      name: [{ family: 'Verhoeven', given: [given] }],
      birthDate: '1984-06-14',
    })
  parent('me', 'Sanne')
  parent('other', 'Anna')
  consent('mine', '59284-0', 'RelatedPerson/me', 'proposed')
  consent('hers', '59284-0', 'RelatedPerson/other', 'active')
  consent('past', '59284-0', 'RelatedPerson/me', 'inactive')
  consent('terms', '57016-8', 'RelatedPerson/me', 'active')
  expect(v.parse(MandateFacts, await (await visitor.get('/visit/mandates')).json())).toEqual({
    existing: [
      { id: 'hers', status: 'active', sameGrantee: false },
      { id: 'mine', status: 'proposed', sameGrantee: true },
    ],
    blocked: false,
    suspended: false,
  })
})

test('events wake without content after each change and stop when the visit ends', async () => {
  const visitor = await desk.visitor()
  const answer = await visitor.get('/visit/events')
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  const next = async () => (await reader.read()).value
  expect(await next()).toContain('data: {"changed":true}')
  await desk.visits.claim(visitor.visit, claimOf('child'))
  expect(await next()).toBe('data: {"changed":true}\n\n')
  const other = await desk.visitor(desk.kiosks[1])
  await desk.visits.claim(other.visit, claimOf('child'))
  await desk.visits.end(visitor.visit, 'staff', clerk)
  expect(await next()).toBe('data: {"changed":true}\n\n')
  expect(await next()).toBeUndefined()
})

test('an ended visit refuses everything', async () => {
  const visitor = await desk.bound('self')
  expect((await visitor.post('/visit/end', {})).status).toBe(200)
  for (const path of [
    '/visit',
    '/visit/mandates',
    '/visit/events',
    '/visit/fhir/Patient',
    '/visit/fhir/Patient/mother',
  ]) {
    expect(await refusal(await visitor.get(path))).toBe('ended')
  }
  for (const path of ['/visit/identity', '/visit/patient', '/visit/end']) {
    expect(await refusal(await visitor.post(path, {}))).toBe('ended')
  }
})

test('a visit that the desk stops while the store is answering gives nothing any more', async () => {
  const visitor = await desk.bound('self')
  const { search, read } = desk.fhir
  desk.fhir.search = async (type, parameters) => {
    await desk.visits.end(visitor.visit, 'staff', clerk)
    return await search(type, parameters)
  }
  expect(await refusal(await visitor.get('/visit/fhir/AllergyIntolerance'))).toBe('ended')
  const other = await desk.bound('self')
  desk.fhir.read = async (reference) => {
    await desk.visits.end(other.visit, 'staff', clerk)
    return await read(reference)
  }
  expect(await refusal(await other.get('/visit/fhir/AllergyIntolerance/mothers-allergy'))).toBe('ended')
})
