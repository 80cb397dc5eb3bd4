import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bundle, BundleEntry, Patient, Resource, Task } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadDefinitions } from '../../central/store/fhir/definitions.ts'
import { EmbeddedStore } from '../../central/store/fhir/embedded-store.ts'
import { openDatabase } from '../../central/store/database.ts'

let folder = ''
let database: ReturnType<typeof openDatabase>
let store: EmbeddedStore

function open(): void {
  database = openDatabase(join(folder, 'central.sqlite'))
  store = new EmbeddedStore({ database, now: () => new Date('2026-11-23T12:00:00Z') })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'balie-fhir-'))
  loadDefinitions(folder)
  open()
})

afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

const patient = (birthDate: string): Patient => ({
  resourceType: 'Patient',
  identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '999990019' }],
  birthDate,
})
const task = (subject: string, key: string): Task => ({
  resourceType: 'Task',
  identifier: [{ system: 'urn:ietf:rfc:3986', value: key }],
  status: 'requested',
  intent: 'order',
  for: { reference: subject },
})
const post = (resource: Resource, ifNoneExist?: string, fullUrl?: string): BundleEntry => ({
  ...(fullUrl === undefined ? {} : { fullUrl }),
  resource,
  request: { method: 'POST', url: resource.resourceType, ...(ifNoneExist === undefined ? {} : { ifNoneExist }) },
})
const transaction = (...entry: BundleEntry[]): Bundle => ({ resourceType: 'Bundle', type: 'transaction', entry })
const count = async (type: string, query = '') => (await store.search(type, new URLSearchParams(query))).total

describe('the embedded FHIR store', () => {
  it('finds a patient by BSN and birth date, and nobody by a wrong one', async () => {
    await store.create(patient('2019-05-14'))
    const bsn = 'http://fhir.nl/fhir/NamingSystem/bsn|999990019'
    expect(await count('Patient', new URLSearchParams({ identifier: bsn, birthdate: '2019-05-14' }).toString())).toBe(1)
    expect(await count('Patient', new URLSearchParams({ identifier: bsn, birthdate: '2019-05-15' }).toString())).toBe(0)
  })

  it('refuses what is not FHIR R4', async () => {
    await expect(store.create({ ...patient('2019-05-14'), bogus: 1 } as Patient)).rejects.toThrow('bogus')
    expect(await count('Patient')).toBe(0)
  })

  it('links the entries of a transaction by their temporary addresses', async () => {
    const response = await store.transaction(
      transaction(
        post(patient('2019-05-14'), undefined, 'urn:uuid:11111111-1111-4111-8111-111111111111'),
        post(task('urn:uuid:11111111-1111-4111-8111-111111111111', 'urn:uuid:a')),
      ),
    )
    const [first] = response.entry ?? []
    const id = first?.response?.location?.split('/')[1]
    const found = await store.search('Task', new URLSearchParams({ patient: `Patient/${id}` }))
    expect(found.entry?.map(({ resource }) => resource?.resourceType)).toEqual(['Task'])
  })

  it('stores nothing of a transaction whose last entry is refused', async () => {
    const bad = { ...task('Patient/x', 'urn:uuid:a'), bogus: true } as Task
    await expect(store.transaction(transaction(post(patient('2019-05-14')), post(bad)))).rejects.toThrow()
    expect(await count('Patient')).toBe(0)
  })

  it('stores forty entries with conditions as one, links and all, and each once', async () => {
    const key = (n: number) => `urn:uuid:${String(n).padStart(8, '0')}-1111-4111-8111-111111111111`
    const forty = (last: Resource) =>
      transaction(
        ...Array.from({ length: 39 }, (_, n) =>
          post(task('Patient/x', key(n)), `identifier=urn:ietf:rfc:3986|${key(n)}`, key(n)),
        ),
        post(last),
      )
    const linked = { ...task('Patient/x', key(39)), partOf: [{ reference: key(0) }] }
    await expect(store.transaction(forty({ ...linked, bogus: true } as Task))).rejects.toThrow('bogus')
    expect(await count('Task')).toBe(0)
    await store.transaction(forty(linked))
    expect(await count('Task')).toBe(40)
    const again = await store.transaction(forty({ ...linked, identifier: [{ value: 'again' }] }))
    expect(await count('Task')).toBe(41)
    const [first] = again.entry ?? []
    expect(again.entry?.map(({ response }) => response?.status)).toEqual([
      ...Array.from({ length: 39 }, () => '200'),
      '201',
    ])
    expect(store.all('Task').at(-1)).toMatchObject({ partOf: [{ reference: first?.response?.location }] })
  })

  it.each([
    ['two entries with one condition', [1, 1], 'same resource'],
    ['an address of another type', [0], 'another type'],
    ['a deletion', [2], 'not offered'],
  ])('refuses %s, and stores nothing', async (_, which, why) => {
    const known = post(task('Patient/x', 'urn:uuid:a'), 'identifier=urn:ietf:rfc:3986|urn:uuid:a')
    const entries: readonly BundleEntry[] = [
      { resource: task('Patient/x', 'urn:uuid:a'), request: { method: 'POST', url: 'Patient' } },
      known,
      { resource: task('Patient/x', 'urn:uuid:a'), request: { method: 'DELETE', url: 'Task/1' } },
    ]
    await expect(store.transaction(transaction(...which.map((at) => entries[at] ?? known)))).rejects.toThrow(why)
    expect(await count('Task')).toBe(0)
  })

  it('refuses a condition that fits two, and writes no creation', async () => {
    for (const birth of ['2019-05-14', '2020-02-02']) await store.create(patient(birth))
    const condition = 'identifier=http://fhir.nl/fhir/NamingSystem/bsn|999990019'
    await expect(store.transaction(transaction(post(patient('2019-05-14'), condition)))).rejects.toThrow()
    expect(await count('Patient')).toBe(2)
  })

  it('keeps an identifier that equals its entry’s temporary address, so that a second delivery finds it', async () => {
    const address = 'urn:uuid:22222222-2222-4222-8222-222222222222'
    const key = `identifier=urn:ietf:rfc:3986|${address}`
    const pair = () =>
      store.transaction(
        transaction(
          post(task('Patient/x', address), key, address),
          post(
            { ...task('Patient/x', 'urn:uuid:b'), partOf: [{ reference: address }] },
            'identifier=urn:ietf:rfc:3986|urn:uuid:b',
          ),
        ),
      )
    await pair()
    await pair()
    const [first, second, ...more] = store.all('Task')
    expect(more).toEqual([])
    expect(first).toMatchObject({ identifier: [{ value: address }] })
    expect(second).toMatchObject({ partOf: [{ reference: `Task/${first?.id}` }] })
  })

  it('makes one resource of three equal transactions at once', async () => {
    const key = 'identifier=urn:ietf:rfc:3986|urn:uuid:a'
    const one = () => store.transaction(transaction(post(task('Patient/x', 'urn:uuid:a'), key)))
    await Promise.all([one(), one(), one()])
    expect(await count('Task')).toBe(1)
  })

  it('finds a key in meta.tag for resources without an identifier', async () => {
    const tagged: Patient = { ...patient('2019-05-14'), meta: { tag: [{ system: 'https://x', code: 'k' }] } }
    const one = () => store.transaction(transaction(post(tagged, '_tag=https://x|k')))
    await one()
    await one()
    expect(await count('Patient')).toBe(1)
  })

  it('changes a status only for who saw the newest version, and keeps every version', async () => {
    const made = await store.create(task('Patient/x', 'urn:uuid:a'))
    const done = await store.update({ ...made, status: 'completed' }, `W/"${made.meta?.versionId}"`)
    await expect(store.update({ ...made, status: 'rejected' }, `W/"${made.meta?.versionId}"`)).rejects.toThrow()
    const versions = await store.history(`Task/${done.id}`)
    expect(versions.map((version) => version.resourceType === 'Task' && version.status)).toEqual([
      'completed',
      'requested',
    ])
  })

  it('still has everything after a restart', async () => {
    const made = await store.create(patient('2019-05-14'))
    database.close()
    open()
    expect(await store.read(`Patient/${made.id}`)).toMatchObject({ birthDate: '2019-05-14' })
  })

  it('sorts and pages', async () => {
    for (const day of ['2019-05-14', '2021-01-01', '2020-02-02']) await store.create(patient(day))
    const page = await store.search('Patient', new URLSearchParams({ _sort: '-birthdate', _count: '2' }))
    expect(page.entry?.map(({ resource }) => resource?.resourceType === 'Patient' && resource.birthDate)).toEqual([
      '2021-01-01',
      '2020-02-02',
    ])
    expect(page.total).toBe(3)
  })
})
