import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../central/store/database.ts'
import type { Flag, Patient } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EmbeddedStore } from '../../central/store/fhir/embedded-store.ts'
import { loadDefinitions } from '../../central/store/fhir/definitions.ts'
import { accessTo } from '../../central/record/access.ts'
import { compartmentSearch, ReadableType } from '../../central/kiosk-api/gateway/compartment.ts'
import { findPatient } from '../../central/record/find-patients.ts'
import { accessFlagSystem, bsnSystem, identityDocumentSystem } from '../../central/record/naming.ts'
import { instantOf } from '../../central/clock/clock.ts'
import { auditEvent } from '../../central/access-log/audit-event.ts'
import { readEvent } from '../../central/kiosk-api/gateway/read-event.ts'
import { recordChecks } from '../../central/web/desk/verification.ts'
import { Visits } from '../../central/visits/visits.ts'
import { sqliteVisits } from '../../central/store/sqlite/visits.ts'
import { Evidence } from '../../domain/contract/gateway/evidence.ts'
import { CalendarDay, Instant, Sha256 } from '../../domain/ids.ts'
import { claimOf, clerk } from './bench.ts'
import { kiosk, newVisit } from './kiosk.ts'

const data = mkdtempSync(join(tmpdir(), 'balie-fhir-'))
const now = () => new Date('2026-11-23T10:00:00Z')
const database = openDatabase(':memory:')
const store = new EmbeddedStore({ database, now })
const today = v.parse(CalendarDay, '2026-11-23')
let mother: Patient
let reference: string

beforeAll(async () => {
  loadDefinitions(data)
  mother = await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [
      { system: bsnSystem, value: '999990019' },
      { system: identityDocumentSystem, value: 'NLD-SPECI2014' },
    ],
    name: [{ family: 'Verhoeven', given: ['Sanne'] }],
    birthDate: '1984-06-14',
  })
  await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: bsnSystem, value: '999990020' }],
    name: [{ family: 'de Boer', given: ['Piet'] }],
    birthDate: '1984-06-14',
  })
  reference = `Patient/${mother.id}`
})
afterAll(() => rmSync(data, { recursive: true }))

test('the real store finds the patient by document, and by birth date and BSN together', async () => {
  const birthDate = v.parse(CalendarDay, '1984-06-14')
  const find = (by: Parameters<typeof findPatient>[0]['lookUp'], door: 'self' | 'child' = 'child') =>
    findPatient({ fhir: store, lookUp: by, claim: claimOf(door), today })
  expect(await find({ by: 'document' }, 'self')).toMatchObject({ patient: { id: mother.id } })
  expect(await find({ by: 'birthDateAndBsn', birthDate, bsn: '999990019' })).toMatchObject({
    patient: { id: mother.id },
  })
  expect(await find({ by: 'birthDateAndBsn', birthDate, bsn: '999990020' }, 'self')).toEqual({ answer: 'none' })
  const other = v.parse(CalendarDay, '1984-06-15')
  expect(await find({ by: 'birthDateAndBsn', birthDate: other, bsn: '999990019' })).toEqual({ answer: 'none' })
})

test('the real store knows every search of the compartment', async () => {
  for (const type of ReadableType.options) {
    const parameters = compartmentSearch({ type, query: new URLSearchParams(), patient: reference })
    const found = await store.search(type, parameters ?? new URLSearchParams())
    expect([type, found.entry?.length ?? 0]).toEqual([type, type === 'Patient' ? 1 : 0])
  }
})

test('a flag in the real store stops access, and only while it is active', async () => {
  expect(await accessTo(store, mother, today)).toBe('open')
  const flag = await store.create<Flag>({
    resourceType: 'Flag',
    status: 'active',
    code: { coding: [{ system: accessFlagSystem, code: 'suspended' }] },
    subject: { reference },
  })
  expect(await accessTo(store, mother, today)).toBe('suspended')
  await store.update({ ...flag, status: 'inactive' }, `W/"${flag.meta?.versionId}"`)
  expect(await accessTo(store, mother, today)).toBe('open')
})

test('the real store takes checks once, however often they are sent, and the log of a read', async () => {
  const check = {
    person: null,
    visit: newVisit(),
    claim: claimOf('child'),
    by: clerk,
    at: now(),
    hospital: 'Ziekenhuis Voorbeeld',
  }
  const evidence = v.parse(Evidence, {
    kind: 'authorityExtract',
    issuedOn: '2026-11-01',
    authority: 'sole',
    recordedAt: v.parse(Instant, now().toISOString()),
  })
  await recordChecks(store, check, evidence)
  await recordChecks(store, check, evidence)
  expect(store.all('VerificationResult')).toHaveLength(2)
  const visits = new Visits({ store: sqliteVisits(database), now })
  const { device } = await kiosk()
  const build = { app: '1', build: 'development', runtime: 't', host: 'rehearsal', content: 1 } as const
  const keyThumbprint = v.parse(Sha256, 'A'.repeat(43))
  const begun = await visits.begin({ visit: newVisit(), device, keyThumbprint, build })
  if (begun.kind !== 'begun') throw new Error('no call number')
  const { row } = begun
  const event = { row, patient: reference, query: 'Patient', resources: [mother] }
  expect((await store.create(auditEvent(readEvent(event), { hospital: 'X', at: instantOf(now()) }))).id).toBeDefined()
})
