/** What leaves the central for the preview: metadata, short texts, nobody else's name, every page. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Patient, Resource } from '@medplum/fhirtypes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { included } from '../../central/kiosk-api/gateway/preview/include.ts'
import { byId, pageOf, withinBudget } from '../../central/kiosk-api/gateway/preview/pages.ts'
import { withOwnReference } from '../../central/kiosk-api/gateway/preview/own-reference.ts'
import { trimmed } from '../../central/kiosk-api/gateway/preview/trim.ts'
import { accessTo } from '../../central/record/access.ts'
import { accessFlagSystem, bsnSystem } from '../../central/record/naming.ts'
import { isOf, searchOf } from '../../central/record/of-patient.ts'
import { openDatabase } from '../../central/store/database.ts'
import { loadDefinitions } from '../../central/store/fhir/definitions.ts'
import { EmbeddedStore } from '../../central/store/fhir/embedded-store.ts'
import { dossier } from '../../domain/dossier/dossier.ts'
import { allergy, appointment, day, document, me, medicine, message, patient, them } from './dossier-kit.ts'

const isPatient = isOf({ resourceType: 'Patient', id: 'p' } satisfies Patient, day)
const data = mkdtempSync(join(tmpdir(), 'balie-preview-'))
const store = new EmbeddedStore({ database: openDatabase(':memory:'), now: () => new Date('2026-11-23T10:00:00Z') })
beforeAll(() => loadDefinitions(data))
afterAll(() => rmSync(data, { recursive: true }))

test('dossier 3: nine PDFs of 400 kB are nine lines of metadata', () => {
  const pdf = Buffer.alloc(400_000, 1).toString('base64')
  const nine = Array.from({ length: 9 }, (_, at) =>
    document({
      id: `d${String(at)}`,
      content: [{ attachment: { contentType: 'application/pdf', title: 'Brief', data: pdf, url: 'Binary/1' } }],
    }),
  )
  const sent = nine.map((one) => trimmed(one, isPatient))
  expect(JSON.stringify(sent).length).toBeLessThan(9 * 500)
  const { groups } = dossier([patient, ...sent], day, 'nl')
  expect(groups[0]?.lines[0]?.details).toEqual([
    { label: null, text: 'Dit kunt u thuis lezen, of vraag het aan de balie.' },
  ])
})

test('dossier 3: a long text is cut, and that is said', () => {
  const long = Buffer.from('één zin. '.repeat(5000), 'latin1').toString('base64')
  const one = trimmed(
    document({ content: [{ attachment: { contentType: 'text/plain; charset=iso-8859-1', data: long } }] }),
    isPatient,
  )
  expect(JSON.stringify(one).length).toBeLessThan(60_000)
  const details = dossier([patient, one], day, 'nl').groups[0]?.lines[0]?.details
  expect(details?.[0]?.text.startsWith('één zin.')).toBe(true)
  expect(details?.[1]?.text).toBe('De rest leest u thuis of aan de balie.')
})

test('dossier 3: pages hold everything once, and each fits a channel', () => {
  const entries = Array.from({ length: 3000 }, (_, at) => ({ id: String(at), text: 'x'.repeat(3000) }))
  const seen: object[] = []
  for (let page = 1, more = true; more; page += 1) {
    const part = pageOf(entries, page)
    expect(JSON.stringify(part.entries).length).toBeLessThan(4 * 1024 * 1024)
    seen.push(...part.entries)
    more = part.more
  }
  expect(seen).toEqual(entries)
  expect(pageOf([], 1)).toEqual({ entries: [], more: false })
  const heavy = Array.from({ length: 30 }, () => ({ content: [{ attachment: { data: 'x'.repeat(1024 * 1024) } }] }))
  expect(JSON.stringify(withinBudget(heavy)).length).toBeLessThan(17 * 1024 * 1024)
})

test('dossier 19: the other patients of a group are cut at the gateway', () => {
  const practitioner = { actor: { reference: 'Practitioner/d', display: 'dr. Timmer' }, status: 'accepted' }
  const parent = { actor: { reference: 'RelatedPerson/r', display: 'Mevrouw De Vreemde' }, status: 'accepted' }
  const byNumber = {
    actor: { identifier: { system: bsnSystem, value: '999990020' }, display: 'De Vreemde' },
    status: 'accepted',
  }
  const group = appointment({
    participant: [
      { actor: me, status: 'accepted' },
      { actor: them, status: 'accepted' },
      practitioner,
      parent,
      byNumber,
    ],
    contained: [{ resourceType: 'Patient', id: 'x', name: [{ family: 'De Vreemde' }] }],
    text: { status: 'generated', div: `<div>${'Deelnemers: De Vreemde. '.repeat(20)}</div>` },
    identifier: [{ value: 'De Vreemde' }],
  })
  const letter = message({ recipient: [them, me, { reference: 'Group/g', display: 'De Vreemde' }], sender: them })
  for (const one of [group, letter]) expect(JSON.stringify(trimmed(one, isPatient))).not.toContain('Vreemde')
  expect(trimmed(group, isPatient)['participant']).toEqual([{ actor: me, status: 'accepted' }, practitioner])
  expect(trimmed(letter, isPatient)['recipient']).toEqual([me])
})

const nameless = 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0'
const vreemde = 'Mevrouw De Vreemde'
const role = (code: string) => [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code }] },
]
const within = [
  { resourceType: 'Patient', id: 'x', name: [{ family: 'De Vreemde' }] },
  { resourceType: 'Practitioner', id: 'y', name: [{ family: 'Timmer' }] },
]

test.each<readonly [string, object]>([
  ['only a name', { display: vreemde }],
  ['a urn and a name', { reference: nameless, display: vreemde }],
  ['a urn, a number and a name', { reference: nameless, identifier: { value: '1' }, display: vreemde }],
  ['an address without a type', { reference: 'https://elsewhere.example/people?id=1', display: vreemde }],
  ['a patient inside the resource', { reference: '#x', display: vreemde }],
  ['nothing inside the resource', { reference: '#nobody', display: vreemde }],
  ['a type that its address denies', { type: 'Practitioner', reference: 'Patient/q', display: vreemde }],
  ['a care team', { reference: 'CareTeam/c', display: vreemde }],
])('dossier 19: who is told by %s is not named, in an appointment or a message', (_what, actor) => {
  for (const more of [{}, { type: role('PART') }, { type: [{ text: 'PPRF' }] }]) {
    const group = appointment({
      participant: [
        { actor: me, status: 'accepted' },
        { actor, status: 'accepted', ...more },
      ],
      contained: within,
    })
    expect(trimmed(group, isPatient)['participant']).toEqual([{ actor: me, status: 'accepted' }])
    expect(JSON.stringify(trimmed(group, isPatient))).not.toContain('Vreemde')
  }
  const letter = message({ recipient: [actor, me], sender: actor, contained: within })
  expect(JSON.stringify(trimmed(letter, isPatient))).not.toContain('Vreemde')
  expect(
    JSON.stringify(
      trimmed(medicine({ requester: { reference: '#x', display: vreemde }, contained: within }), isPatient),
    ),
  ).not.toContain('Vreemde')
})

test('dossier 19: care givers and places keep their names, by type, by what is inside, or by their role', () => {
  const actors = [
    ...['Practitioner', 'PractitionerRole', 'Organization', 'Location', 'HealthcareService', 'Device'].map((type) => ({
      reference: `${type}/a`,
      display: 'dr. Timmer',
    })),
    { type: 'Practitioner', display: 'dr. Timmer' },
    { reference: '#y', display: 'dr. Timmer' },
  ]
  const inRole = ['PPRF', 'ATND', 'LOC'].map((code) => ({
    type: role(code),
    actor: { display: 'dr. Timmer' },
    status: 'accepted',
  }))
  const participant = [...actors.map((actor) => ({ actor, status: 'accepted' })), ...inRole]
  expect(trimmed(appointment({ participant, contained: within }), isPatient)['participant']).toEqual(participant)
  for (const sender of [...actors, me])
    expect(trimmed(message({ sender, contained: within }), isPatient)['sender']).toEqual(sender)
  const byBsn = { identifier: { system: bsnSystem, value: '999990020' }, display: vreemde }
  const asCarer = appointment({ participant: [{ type: role('PPRF'), actor: byBsn, status: 'accepted' }] })
  expect(trimmed(asCarer, isPatient)['participant']).toEqual([])
})

test('dossier 3: what changes between two pages stays on its place', () => {
  const at = (ids: readonly string[]) => byId(ids.map((id) => ({ id }))).map((one) => 'id' in one && one.id)
  expect(at(['c', 'a', 'b'])).toEqual(at(['a', 'b', 'c']))
})

test('dossier 7: a medicine and a place on the server come along by name only', async () => {
  await store.seed([
    { resourceType: 'Medication', id: 'm', code: { text: 'Amoxicilline' } },
    {
      resourceType: 'Location',
      id: 'l',
      name: 'Poli',
      description: 'Route 34',
      telecom: [{ system: 'phone', value: '1' }],
    },
    { resourceType: 'Patient', id: 'q', name: [{ family: 'De Vreemde' }] },
  ])
  const sent = [
    medicine({ medicationCodeableConcept: undefined, medicationReference: { reference: 'Medication/m' } }),
    appointment({
      participant: [
        { actor: me, status: 'accepted' },
        { actor: { reference: 'Location/l', display: 'Poli' }, status: 'accepted' },
        { actor: them, status: 'accepted' },
      ],
    }),
  ].map((one) => trimmed(one, isPatient))
  const along = await included(store, sent)
  expect(along).toHaveLength(2)
  expect(JSON.stringify(along)).not.toMatch(/Vreemde|phone/)
  const { groups } = dossier([patient, ...sent, ...along], day, 'nl')
  expect(groups.map(({ lines }) => lines[0]?.title)).toEqual(['Controle', 'Amoxicilline'])
  expect(groups[0]?.lines[0]?.details).toContainEqual({ label: 'Route', text: 'Route 34' })
})

test('dossier 14: an absolute address with a counted id counts at the own server only', () => {
  const bases = ['https://central.example/fhir']
  const isHere = isOf({ resourceType: 'Patient', id: '12' } satisfies Patient, day, bases)
  expect(isHere({ reference: 'https://central.example/fhir/Patient/12' })).toBe(true)
  expect(isHere({ reference: 'https://central.example/fhir/Patient/12/_history/3' })).toBe(true)
  expect(isHere({ reference: 'https://elsewhere.example/fhir/Patient/12' })).toBe(false)
  expect(isHere({ reference: 'https://central.example/fhir/Patient/123' })).toBe(false)
  const one = withOwnReference(
    {
      ...allergy({ patient: { reference: 'https://central.example/fhir/Patient/12' } }),
      recorder: { reference: 'https://central.example/fhir/Practitioner/7' },
      asserter: { reference: 'https://elsewhere.example/fhir/Practitioner/7' },
    },
    { isPatient: isHere, reference: 'Patient/12', bases },
  )
  expect(one).toMatchObject({
    patient: { reference: 'Patient/12' },
    recorder: { reference: 'Practitioner/7' },
    asserter: { reference: 'https://elsewhere.example/fhir/Practitioner/7' },
  })
})

test('dossier 14: a search finds absolute, versioned and logical references to the patient', async () => {
  const person = await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: bsnSystem, value: '999990019' }],
    name: [{ family: 'Bakker' }],
  })
  const references = [
    { reference: `Patient/${person.id}` },
    { reference: `https://ehr.example/fhir/Patient/${person.id}` },
    { reference: `Patient/${person.id}/_history/1` },
    { identifier: { system: bsnSystem, value: '999990019' } },
    { identifier: { system: bsnSystem, value: '999990020' } },
    { reference: 'Patient/other' },
  ]
  for (const reference of references) await store.create(allergy({ patient: reference }) as Resource)
  const found = await searchOf(store, { type: 'AllergyIntolerance', parameter: 'patient', patient: person })
  expect(found).toHaveLength(4)
  await store.create({
    resourceType: 'Flag',
    status: 'active',
    code: { coding: [{ system: accessFlagSystem, code: 'blocked' }] },
    subject: { identifier: { system: bsnSystem, value: '999990019' } },
  })
  expect(await accessTo(store, person, day)).toBe('blocked')
})
