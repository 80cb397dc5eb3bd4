/** One number under several names of its system, and one record under several kinds of address: whatever is asked finds both. */
import type { Consent, Flag, Patient, RelatedPerson } from '@medplum/fhirtypes'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mandateFacts } from '../../central/kiosk-api/gateway/mandate-facts.ts'
import { mandatesOf } from '../../central/kiosk-api/gateway/stoppable.ts'
import { accessTo } from '../../central/record/access.ts'
import { findPatient } from '../../central/record/find-patients.ts'
import { accessFlagSystem } from '../../central/record/naming.ts'
import { openDatabase } from '../../central/store/database.ts'
import { loadDefinitions } from '../../central/store/fhir/definitions.ts'
import { EmbeddedStore } from '../../central/store/fhir/embedded-store.ts'
import { consentForm, consentScope, loinc, mandateKindUrl, policyUri } from '../../domain/coding/systems.ts'
import { entitlingOf } from '../../domain/entitlements/entitling.ts'
import { Bsn } from '../../domain/identity/bsn.ts'
import { knownPatient } from '../../domain/identity/known-patient.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { claimOf } from '../gateway/bench.ts'
import { appointment, shown } from './dossier-kit.ts'

const data = mkdtempSync(join(tmpdir(), 'balie-spellings-'))
const today = v.parse(CalendarDay, '2026-11-23')
const store = new EmbeddedStore({ database: openDatabase(':memory:'), now: () => new Date('2026-11-23T10:00:00Z') })
beforeAll(() => loadDefinitions(data))
afterAll(() => rmSync(data, { recursive: true }))

const url = 'http://fhir.nl/fhir/NamingSystem/bsn'
const oid = 'urn:oid:2.16.840.1.113883.2.4.6.3'
const spellings = [url, oid, '2.16.840.1.113883.2.4.6.3', 'https://fhir.nl/fhir/NamingSystem/bsn']
const pairs = spellings.flatMap((one) => spellings.map((other) => [one, other] as const))
const known = async (more: Partial<Patient>): Promise<Patient & { readonly id: string }> => {
  const { id, ...made } = await store.create<Patient>({
    resourceType: 'Patient',
    name: [{ family: 'Bakker' }],
    ...more,
  })
  if (id === undefined) throw new Error('a stored record has an id')
  return { ...made, id }
}
const blocked = async (subject: Flag['subject']): Promise<unknown> =>
  await store.create<Flag>({
    resourceType: 'Flag',
    status: 'active',
    code: { coding: [{ system: accessFlagSystem, code: 'blocked' }] },
    subject,
  })

let last = 0
/** Numbers of nobody, each used once. */
const number = (): string => String(100_000_000 + (last += 1))

test.each(pairs)('dossier 1: a record with its BSN under %s is blocked by a flag under %s', async (own, flagged) => {
  const value = number()
  const patient = await known({ identifier: [{ system: own, value }] })
  const other = await known({ identifier: [{ system: own, value: number() }] })
  await blocked({ identifier: { system: flagged, value } })
  expect([await accessTo(store, patient, today), await accessTo(store, other, today)]).toEqual(['blocked', 'open'])
})

test('dossier 1: a number under another system is no BSN', async () => {
  const value = number()
  const patient = await known({ identifier: [{ system: oid, value }] })
  await blocked({ identifier: { system: 'urn:oid:2.16.840.1.113883.2.4.6.1', value } })
  await blocked({ identifier: { system: 'https://ziekenhuis.example/patientnummer', value } })
  await blocked({ identifier: { value } })
  expect(await accessTo(store, patient, today)).toBe('open')
})

test.each([
  ['as it stands', (id: string) => `urn:uuid:${id}`],
  ['in capitals', (id: string) => `urn:uuid:${id.toUpperCase()}`],
])('dossier 1: a flag on the urn of the record is seen, %s', async (_how, urn) => {
  const patient = await known({})
  await blocked({ reference: urn(patient.id) })
  expect(await accessTo(store, patient, today)).toBe('blocked')
  expect(await accessTo(store, await known({}), today)).toBe('open')
})

test.each(pairs)('dossier 1: a merge by BSN is followed, %s and %s', async (own, linked) => {
  const value = number()
  await known({ identifier: [{ system: own, value }], deceasedBoolean: true })
  const patient = await known({ link: [{ type: 'replaces', other: { identifier: { system: linked, value } } }] })
  expect(await accessTo(store, patient, today)).toBe('deceased')
})

test.each(spellings)('dossier 14: an appointment whose participant has the BSN under %s is the patient’s', (system) => {
  const own = appointment({
    participant: [{ actor: { identifier: { system, value: '999990019' } }, status: 'accepted' }],
  })
  const another = appointment({
    participant: [{ actor: { identifier: { system, value: '999990020' } }, status: 'accepted' }],
  })
  expect(shown([own]).lines).toHaveLength(1)
  expect(shown([another]).lines).toEqual([])
})

test.each(spellings)('dossier 14: a number of somebody else under %s beside the own address is nobody’s', (system) => {
  const actor = { reference: 'Patient/p', identifier: { system, value: '999990020' } }
  expect(shown([appointment({ participant: [{ actor, status: 'accepted' }] })]).lines).toEqual([])
})

test.each(spellings)('identity 9: the BSN of a record is read under %s', async (system) => {
  const bsn = v.parse(Bsn, '999990056')
  expect(knownPatient({ resourceType: 'Patient', id: 'p', identifier: [{ system, value: bsn }] }, today)?.bsn).toBe(bsn)
  const fhir = new EmbeddedStore({ database: openDatabase(':memory:'), now: () => new Date('2026-11-23T10:00:00Z') })
  const birthDate = v.parse(CalendarDay, '2018-02-02')
  const child = await fhir.create<Patient>({
    resourceType: 'Patient',
    birthDate,
    identifier: [{ system, value: bsn, use: 'official' }],
  })
  const lookUp = { by: 'birthDateAndBsn', bsn, birthDate } as const
  const found = await findPatient({ fhir, claim: claimOf('child'), today, lookUp })
  expect(found).toMatchObject({ answer: 'one', patient: { id: child.id } })
})

const mandate = (patient: Consent['patient'], more: Partial<Consent> = {}): Consent => ({
  resourceType: 'Consent',
  status: 'active',
  scope: { coding: [{ system: consentScope, code: 'patient-privacy' }] },
  category: [{ coding: [{ system: loinc, code: consentForm }] }],
  ...(patient === undefined ? {} : { patient }),
  policy: [{ uri: policyUri('gooiland', 3) }],
  provision: { type: 'permit' },
  ...more,
})
const existing = async ({ id = '' }: Patient) =>
  (await mandateFacts({ fhir: store, patient: `Patient/${id}`, claim: claimOf('child'), on: today })).existing

/** [what, the reference to a resource of this type with this id and number] */
const kinds: readonly (readonly [
  string,
  (type: string, id: string, value: string) => NonNullable<Consent['patient']>,
])[] = [
  ['its address', (type, id) => ({ reference: `${type}/${id}` })],
  ['a version of it', (type, id) => ({ reference: `${type}/${id}/_history/1` })],
  ['its whole address', (type, id) => ({ reference: `https://epd.example/fhir/${type}/${id}` })],
  ['a version of its whole address', (type, id) => ({ reference: `http://epd.example/r4/${type}/${id}/_history/12` })],
  ['its BSN', (_type, _id, value) => ({ identifier: { system: url, value } })],
  ['its BSN under the OID', (_type, _id, value) => ({ identifier: { system: oid, value } })],
]

test.each(kinds)('dossier 16: a mandate that names the patient by %s is found, and can be stopped', async (_by, to) => {
  const value = number()
  const patient = await known({ identifier: [{ system: url, value }] })
  const other = await known({ identifier: [{ system: url, value: number() }] })
  await store.create(mandate(to('Patient', patient.id, value)))
  expect(await existing(patient)).toMatchObject([{ status: 'active' }])
  expect(await existing(other)).toEqual([])
  expect(await mandatesOf(store, { patient: `Patient/${patient.id}`, on: today })).toHaveLength(1)
})

test('dossier 16: a mandate with the own address and the BSN of somebody else is nobody’s', async () => {
  const patient = await known({ identifier: [{ system: url, value: number() }] })
  await store.create(mandate({ reference: `Patient/${patient.id}`, identifier: { system: oid, value: number() } }))
  expect(await existing(patient)).toEqual([])
})

test.each(kinds)('dossier 16: a mandate that names the one who may look by %s is known as his', async (_by, to) => {
  const patient = await known({})
  const value = number()
  const related = await store.create<RelatedPerson>({
    resourceType: 'RelatedPerson',
    patient: { reference: `Patient/${patient.id}` },
    identifier: [{ system: url, value }],
    name: [{ family: 'Verhoeven', given: ['Sanne'] }],
    birthDate: '1984-06-14',
  })
  const actor = [{ role: { text: 'parent' }, reference: to('RelatedPerson', related.id ?? '', value) }]
  await store.create(mandate({ reference: `Patient/${patient.id}` }, { provision: { type: 'permit', actor } }))
  expect(await existing(patient)).toMatchObject([{ sameGrantee: true }])
})

test('dossier 16: for a portal a version and a random id elsewhere are the same person, a counted one is nobody', () => {
  const id = '0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0'
  const said = (patient: string, person: string) =>
    entitlingOf({
      ...mandate({ reference: patient }),
      id: 'c',
      provision: {
        type: 'permit',
        actor: [{ role: { text: 'parent' }, reference: { reference: person } }],
        extension: [{ url: mandateKindUrl, valueCode: 'medication' }],
      },
    })
  const plain = { patient: `Patient/${id}`, people: [`RelatedPerson/${id}`] }
  expect(said(`Patient/${id}`, `RelatedPerson/${id}`)).toMatchObject(plain)
  expect(said(`Patient/${id}/_history/1`, `RelatedPerson/${id}/_history/2`)).toMatchObject(plain)
  expect(said(`https://epd.example/fhir/Patient/${id}`, `https://epd.example/fhir/RelatedPerson/${id}`)).toMatchObject(
    plain,
  )
  expect(said('https://epd.example/fhir/Patient/12', `RelatedPerson/${id}`)).toBeNull()
  expect(said(`Patient/${id}`, 'https://epd.example/fhir/RelatedPerson/12')).toBeNull()
})
