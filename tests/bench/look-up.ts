/**
 * What looking a patient up by document costs at 1,000, 10,000 and 100,000 patients, in the real store. It may grow with
 * the logarithm of their number; how many share a birthday stays the same, as that is part of the question.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Patient } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { findPatient } from '../../central/record/find-patients.ts'
import { openDatabase } from '../../central/store/database.ts'
import { loadDefinitions } from '../../central/store/fhir/definitions.ts'
import { EmbeddedStore } from '../../central/store/fhir/embedded-store.ts'
import { fhirTable } from '../../central/store/fhir/table.ts'
import type { Stored } from '../../central/store/fhir/table.ts'
import { addDays } from '../../domain/days/calendar.ts'
import { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { measured, rounded, type Measure } from './measure.ts'

const sizes = [1000, 10_000, 100_000]
const today = v.parse(CalendarDay, '2026-12-01')
const first = v.parse(CalendarDay, '1930-01-01')
/** As many days as make every birthday shared by four people at every size: the index is measured, not the twins. */
const sharing = 4

const syllables = ['ba', 'de', 'ki', 'lo', 'mu', 'ra', 'se', 'ti', 'vo', 'wa']
const wordOf = (number: number): string =>
  String(number)
    .padStart(6, '0')
    .split('')
    .map((digit) => syllables[Number(digit)])
    .join('')

function person(at: number, size: number): Patient & { id: string } {
  return {
    resourceType: 'Patient',
    id: `p${String(at)}`,
    meta: { versionId: '1', lastUpdated: '2026-01-01T00:00:00.000Z' },
    identifier: [{ system: 'https://balie.example/fhir/NamingSystem/patient-number', value: String(at) }],
    active: true,
    name: [{ use: 'official', family: wordOf(at), given: [wordOf((at * 7919) % 1_000_000)] }],
    birthDate: addDays(first, at % Math.ceil(size / sharing)),
  }
}

/** Median of milliseconds. */
async function measure(size: number, rounds: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'balie-look-up-'))
  loadDefinitions(folder)
  const database = openDatabase(join(folder, 'central.sqlite'))
  const table = fhirTable(database)
  const block = 5000
  for (let from = 0; from < size; from += block) {
    const people: Stored[] = Array.from({ length: Math.min(block, size - from) }, (_, at) => person(from + at, size))
    table.commit(people)
  }
  const store = new EmbeddedStore({ database, now: () => new Date('2026-12-01T10:00:00Z') })
  const times: number[] = []
  for (let round = 0; round < rounds + 20; round += 1) {
    const one = person((round * 7907) % size, size)
    const [name] = one.name ?? []
    const claim = v.parse(IdentityClaim, {
      document: { kind: 'passport', issuer: 'NLD', number: 'NX4L9K3P2', expires: '2030-01-01' },
      family: name?.family?.toUpperCase(),
      given: name?.given?.join(' ').toUpperCase(),
      birthDate: one.birthDate,
      journey: 'own-dossier',
    })
    const started = performance.now()
    const found = await findPatient({ fhir: store, lookUp: { by: 'document' }, claim, today })
    if (found.answer !== 'one' || found.patient.id !== one.id) throw new Error(`not found: ${one.id}`)
    // The first rounds warm the code and the cache.
    if (round >= 20) times.push(performance.now() - started)
  }
  database.close()
  rmSync(folder, { recursive: true })
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

/** log 100,000 / log 1,000, with a third for the machine's noise. */
const most = (Math.log(100_000) / Math.log(1000)) * 1.33

export async function benchLookUp({ rounds }: { readonly rounds: number }): Promise<Measure> {
  const medians: number[] = []
  for (const size of sizes) medians.push(await measure(size, rounds))
  const [small = Number.NaN, middle = Number.NaN, large = Number.NaN] = medians
  return measured({
    name: 'look-up',
    what: 'finding a patient by document among 100,000',
    against: 'the same among 1,000',
    ratios: [large / small],
    target: { atMost: rounded(most) },
    detail: { ms1000: rounded(small), ms10000: rounded(middle), ms100000: rounded(large) },
  })
}
