/** The central's one search: all pages, filtered, in one order; and what is decided by it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type {
  Appointment,
  Bundle,
  Consent,
  Flag,
  Patient,
  PatientLink,
  RelatedPerson,
  Resource,
} from '@medplum/fhirtypes'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mandateFacts } from '../../central/kiosk-api/gateway/mandate-facts.ts'
import { accessTo } from '../../central/record/access.ts'
import { accessFlagSystem } from '../../central/record/naming.ts'
import { openDatabase } from '../../central/store/database.ts'
import { loadDefinitions } from '../../central/store/fhir/definitions.ts'
import { EmbeddedStore } from '../../central/store/fhir/embedded-store.ts'
import type { FhirStore } from '../../central/store/fhir/store.ts'
import { NotAllRead, searchAll } from '../../central/store/fhir/search-all.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { consentForm, consentScope, loinc, policyUri } from '../../domain/coding/systems.ts'
import { claimOf } from '../gateway/bench.ts'

const data = mkdtempSync(join(tmpdir(), 'balie-search-'))
const today = v.parse(CalendarDay, '2026-11-23')
const store = new EmbeddedStore({
  database: openDatabase(':memory:'),
  now: () => new Date('2026-11-23T10:00:00Z'),
})
beforeAll(() => loadDefinitions(data))
afterAll(() => rmSync(data, { recursive: true }))

const person = async (): Promise<Patient> =>
  await store.create<Patient>({
    resourceType: 'Patient',
    name: [{ family: 'Bakker', given: ['Willem'] }],
    birthDate: '1965-01-02',
  })
const flag = (patient: Patient, status: Flag['status'], code: string): Flag => ({
  resourceType: 'Flag',
  status,
  code: { coding: [{ system: accessFlagSystem, code }] },
  subject: { reference: `Patient/${patient.id}` },
})

test('dossier 1: a block behind any number of old flags is seen', async () => {
  const patient = await person()
  for (let at = 0; at < 20; at += 1) await store.create(flag(patient, 'inactive', 'blocked'))
  await store.create(flag(patient, 'entered-in-error', 'blocked'))
  expect(await accessTo(store, patient, today)).toBe('open')
  for (let at = 0; at < 25; at += 1) await store.create(flag(patient, 'active', 'other'))
  await store.create(flag(patient, 'active', 'blocked'))
  expect(await accessTo(store, patient, today)).toBe('blocked')
})

const number = 'https://ziekenhuis.example/patientnummer'
const known = async (more: Partial<Patient>): Promise<Patient> =>
  await store.create<Patient>({ resourceType: 'Patient', name: [{ family: 'Bakker' }], ...more })
const flagOn = async (subject: Flag['subject'], code = 'blocked'): Promise<unknown> =>
  await store.create({ ...flag({ resourceType: 'Patient', id: 'x' }, 'active', code), subject })

test.each<readonly [string, Patient['identifier'], Flag['subject']]>([
  [
    'an address elsewhere and a number of here',
    [{ system: number, value: 'a1' }],
    { reference: 'https://elsewhere.example/fhir/Patient/77', identifier: { system: number, value: 'a1' } },
  ],
  [
    'a urn and a number of here',
    [{ system: number, value: 'a2' }],
    {
      reference: 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0',
      identifier: { system: number, value: 'a2' },
    },
  ],
  ['an old number', [{ system: number, value: 'a3', use: 'old' }], { identifier: { system: number, value: 'a3' } }],
  [
    'a number whose period is over',
    [{ system: number, value: 'a4', period: { end: '2001-01-01' } }],
    { identifier: { system: number, value: 'a4' } },
  ],
  [
    'the twelfth number',
    Array.from({ length: 12 }, (_, at) => ({ system: number, value: `a5-${String(at)}` })),
    { identifier: { system: number, value: 'a5-11' } },
  ],
  ['a number with a comma', [{ system: number, value: 'a,6' }], { identifier: { system: number, value: 'a,6' } }],
  [
    'a number with odd signs',
    [{ system: number, value: 'a|7\\$' }],
    { identifier: { system: number, value: 'a|7\\$' } },
  ],
  ['a number without a system', [{ value: 'a8' }], { identifier: { value: 'a8' } }],
])('machine 31: a block by %s is seen', async (_what, identifier, subject) => {
  const patient = await known({ identifier: identifier ?? [] })
  const other = await known({ identifier: [{ system: number, value: 'somebody' }, { value: 'else' }] })
  await flagOn(subject, 'suspended')
  expect(await accessTo(store, patient, today)).toBe('suspended')
  await flagOn(subject)
  expect(await accessTo(store, patient, today)).toBe('blocked')
  expect(await accessTo(store, other, today)).toBe('open')
})

test('machine 31: more numbers than can be asked for: nothing is decided', async () => {
  const identifier = Array.from({ length: 101 }, (_, at) => ({ system: number, value: `b${String(at)}` }))
  await expect(accessTo(store, await known({ identifier }), today)).rejects.toThrow(NotAllRead)
})

test.each<readonly [string, (older: Patient) => Flag['subject']]>([
  ['its address', ({ id }) => ({ reference: `Patient/${id}` })],
  ['a version of it', ({ id }) => ({ reference: `Patient/${id}/_history/1` })],
  ['its number', ({ identifier }) => ({ identifier: { system: number, value: identifier?.[0]?.value ?? '' } })],
])('dossier 1: a block on a record that was merged into this one is seen, by %s', async (by, subject) => {
  const newest = await known({})
  const merged = (into: Patient, value: string): Promise<Patient> =>
    known({
      active: false,
      identifier: [{ system: number, value: `${by} ${value}` }],
      link: [{ type: 'replaced-by', other: { reference: `Patient/${into.id}` } }],
    })
  const older = await merged(newest, 'older')
  const oldest = await merged(older, 'oldest')
  expect(await accessTo(store, newest, today)).toBe('open')
  await flagOn(subject(oldest), 'suspended')
  expect(await accessTo(store, newest, today)).toBe('suspended')
  await flagOn(subject(older))
  for (const record of [newest, older, oldest]) expect(await accessTo(store, record, today)).toBe('blocked')
})

test('dossier 1: a block or a death on a record that this one says it replaced is seen, also when that is gone', async () => {
  const link = (other: PatientLink['other']): Partial<Patient> => ({ link: [{ type: 'replaces', other }] })
  await flagOn({ reference: 'Patient/gone-since-the-merge' })
  expect(await accessTo(store, await known(link({ reference: 'Patient/gone-since-the-merge' })), today)).toBe('blocked')
  const dead = await known({ deceasedBoolean: true, identifier: [{ system: number, value: 'c1' }] })
  expect(await accessTo(store, await known(link({ reference: `Patient/${dead.id}` })), today)).toBe('deceased')
  expect(await accessTo(store, await known(link({ identifier: { system: number, value: 'c1' } })), today)).toBe(
    'deceased',
  )
  expect(await accessTo(store, await known({}), today)).toBe('open')
})

test('dossier 1: merges in a circle end, and too many decide nothing', async () => {
  const one = await known({})
  const other = await known({ link: [{ type: 'replaced-by', other: { reference: `Patient/${one.id}` } }] })
  const back = { ...one, link: [{ type: 'replaced-by' as const, other: { reference: `Patient/${other.id}` } }] }
  await store.update(back, one.meta?.versionId ?? '')
  expect(await accessTo(store, back, today)).toBe('open')
  const link = Array.from({ length: 51 }, (_, at) => ({
    type: 'replaces' as const,
    other: { reference: `Patient/of-many-${String(at)}` },
  }))
  await expect(accessTo(store, await known({ link }), today)).rejects.toThrow(NotAllRead)
})

const unused: Omit<FhirStore, 'search'> = {
  read: () => Promise.resolve(null),
  transaction: (bundle) => Promise.resolve(bundle),
  create: (resource) => Promise.resolve(resource),
  update: (resource) => Promise.resolve(resource),
}
const page = (entry: readonly Flag[], next: string | null, total?: number): Bundle => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...(total === undefined ? {} : { total }),
  ...(next === null ? {} : { link: [{ relation: 'next', url: next }] }),
  entry: entry.map((resource) => ({ resource })),
})
const flags = (from: number, count: number): readonly Flag[] =>
  Array.from({ length: count }, (_, at) => ({
    ...flag({ resourceType: 'Patient', id: 'p' }, at + from === 7 ? 'active' : 'inactive', 'blocked'),
    id: `f${String(at + from)}`,
  }))

test('dossier 1: every page of a server is followed, and what it added or did not filter is left out', async () => {
  const asked: string[] = []
  const found = await searchAll(
    {
      search: (_type, parameters) => {
        asked.push(parameters.toString())
        const from = Number(parameters.get('_getpagesoffset') ?? 0)
        return Promise.resolve(
          page(flags(from, 4), from < 8 ? `https://x/fhir?_getpagesoffset=${String(from + 4)}` : null, 12),
        )
      },
    },
    { type: 'Flag', having: { patient: 'Patient/p' }, status: ['active'] },
  )
  expect(found.map(({ id }) => id)).toEqual(['f7'])
  expect(asked).toHaveLength(3)
  expect(asked[0]).not.toContain('status=')
})

test.each([
  ['a page that cannot be read', () => Promise.reject(new Error('502'))],
  ['pages that go round', () => Promise.resolve(page(flags(0, 2), 'Flag?_offset=2', 4))],
  ['fewer results than the total says', () => Promise.resolve(page(flags(0, 2), null, 4))],
  ['a next page without an address', () => Promise.resolve(page(flags(0, 2), 'urn:next'))],
])('dossier 1: %s: nothing is decided', async (_what, later) => {
  let first = true
  const search = (): Promise<Bundle> => {
    if (!first) return later()
    first = false
    return Promise.resolve(page(flags(0, 2), 'Flag?_offset=2', 4))
  }
  await expect(searchAll({ search }, { type: 'Flag', having: {} })).rejects.toThrow()
  const patient: Patient = { resourceType: 'Patient', id: 'p' }
  first = true
  const broken: FhirStore = { ...unused, search }
  await expect(accessTo(broken, patient, today)).rejects.toThrow()
  expect(new NotAllRead('x').name).toBe('NotAllRead')
})

test('dossier 2: 130 old appointments do not hide the one of tomorrow', async () => {
  const patient = await person()
  const appointment = (start: string): Appointment => ({
    resourceType: 'Appointment',
    status: 'booked',
    start,
    end: start,
    participant: [{ actor: { reference: `Patient/${patient.id}` }, status: 'accepted' }],
  })
  for (let at = 0; at < 130; at += 1) await store.create(appointment(`20${String(10 + (at % 15))}-03-01T10:00:00Z`))
  await store.create(appointment('2026-11-24T10:00:00Z'))
  const found = await searchAll(store, { type: 'Appointment', having: { actor: `Patient/${patient.id}` } })
  expect(found).toHaveLength(131)
  expect(found.some(({ start }) => start === '2026-11-24T10:00:00Z')).toBe(true)
})

const mandate = (patient: Patient, more: Partial<Consent> = {}): Consent => ({
  resourceType: 'Consent',
  status: 'active',
  scope: { coding: [{ system: consentScope, code: 'patient-privacy' }] },
  category: [{ coding: [{ system: loinc, code: consentForm }] }],
  patient: { reference: `Patient/${patient.id}` },
  policy: [{ uri: policyUri('gooiland', 3) }],
  provision: { type: 'permit', period: { start: '2026-01-01' } },
  ...more,
})
const existing = async (patient: Patient) =>
  (await mandateFacts({ fhir: store, patient: `Patient/${patient.id}`, claim: claimOf('child'), on: today })).existing

test('dossier 15: only a mandate of this portal counts as one', async () => {
  const others: readonly Partial<Consent>[] = [
    { category: [{ coding: [{ system: loinc, code: '75320-2', display: 'Advance directive' }] }] },
    { scope: { coding: [{ system: consentScope, code: 'treatment' }] } },
    { scope: { coding: [{ system: consentScope, code: 'adr' }] } },
    { provision: { type: 'deny' } },
    { policy: [{ uri: 'https://elsewhere.example/policy' }] },
    { status: 'inactive' },
    { status: 'rejected' },
    { status: 'draft' },
    { status: 'entered-in-error' },
    { provision: { type: 'permit', period: { start: '2025-01-01', end: '2026-11-22' } } },
    { provision: { type: 'permit', period: { start: '2026-11-24' } } },
    { status: 'proposed', provision: { type: 'permit', period: { end: '2026-10' } } },
  ]
  for (const other of others) {
    const patient = await person()
    await store.create(mandate(patient, other))
    expect([other, await existing(patient)]).toEqual([other, []])
  }
  const patient = await person()
  await store.create(mandate(patient))
  expect(await existing(patient)).toMatchObject([{ status: 'active' }])
})

test('dossier 16: 200 acknowledgements do not hide a mandate', async () => {
  const patient = await person()
  const acknowledged = { category: [{ coding: [{ system: loinc, code: '57016-8' }] }] }
  for (let at = 0; at < 200; at += 1) await store.create(mandate(patient, acknowledged))
  await store.create(mandate(patient, { status: 'proposed' }))
  expect(await existing(patient)).toMatchObject([{ status: 'proposed' }])
})

test('machine 31: a flag, a mandate and who has it are read as they stand today', async () => {
  const patient = await person()
  const blocked = flag(patient, 'active', 'blocked')
  await store.create({ ...blocked, period: { start: '2020-01-01', end: '2026-11-22' } })
  await store.create({ ...blocked, period: { start: '2026-11-24' } })
  expect(await accessTo(store, patient, today)).toBe('open')
  await store.create({ ...blocked, period: { start: '2026-11-23T09:00:00+01:00', end: '2026' } })
  expect(await accessTo(store, patient, today)).toBe('blocked')

  const parentOf = async (more: Partial<RelatedPerson>): Promise<boolean> => {
    const child = await person()
    const related = await store.create<RelatedPerson>({
      resourceType: 'RelatedPerson',
      patient: { reference: `Patient/${child.id}` },
      name: [{ family: 'Verhoeven', given: ['Sanne'] }],
      birthDate: '1984-06-14',
      ...more,
    })
    const actor = [{ role: { text: 'parent' }, reference: { reference: `RelatedPerson/${related.id}` } }]
    await store.create(mandate(child, { provision: { type: 'permit', actor } }))
    return (await existing(child)).some(({ sameGrantee }) => sameGrantee)
  }
  expect(await parentOf({})).toBe(true)
  expect(await parentOf({ active: false })).toBe(false)
  expect(await parentOf({ period: { end: '2026-10-01' } })).toBe(false)
  expect(await parentOf({ name: [{ family: 'Verhoeven', given: ['Sanne'], use: 'old' }] })).toBe(false)
  expect(await parentOf({ name: [{ family: 'Verhoeven', given: ['Sanne'], period: { end: '2020' } }] })).toBe(false)
})

const mandateShape = mandate({ resourceType: 'Patient', id: 'p' })
test.each([
  ['Consent.status', { ...mandateShape, status: 'granted' }],
  ['Consent.provision.type', { ...mandateShape, provision: { type: 'maybe' } }],
  ['Appointment.status', { resourceType: 'Appointment', status: 'planned', participant: [{ status: 'accepted' }] }],
  [
    'Appointment.participant.status',
    { resourceType: 'Appointment', status: 'booked', participant: [{ status: 'yes' }] },
  ],
  ['Patient.gender', { resourceType: 'Patient', gender: 'm' }],
  ['Task.intent', { resourceType: 'Task', status: 'requested', intent: 'wish' }],
  [
    'AllergyIntolerance.clinicalStatus',
    {
      resourceType: 'AllergyIntolerance',
      patient: { reference: 'Patient/p' },
      clinicalStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'gone' }],
      },
    },
  ],
])('dossier 17: a code outside its required value set is refused: %s', async (_where, resource) => {
  await expect(store.create(resource as Resource)).rejects.toThrow()
  const good = { ...mandateShape, status: 'active' } as Resource
  expect((await store.create(good)).id).toBeTypeOf('string')
})
