/** The clerk picks among those in doubt and sees why; what cannot be opened is said before it is bound. */
import type { Patient } from '@medplum/fhirtypes'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deskBench } from '../desk/bench.ts'
import { claimOf } from '../gateway/bench.ts'
import { bsnSystem, patientNumberSystem } from '../../central/record/naming.ts'

let desk: Awaited<ReturnType<typeof deskBench>>
beforeEach(async () => {
  desk = await deskBench()
})
afterEach(() => desk.close())

const record = (id: string, given: readonly string[], more: Partial<Patient> = {}): Patient => ({
  resourceType: 'Patient',
  id,
  name: [{ family: 'Verhoeven', given: [...given] }],
  birthDate: '1984-06-14',
  ...more,
})

async function doubt(door: 'self' | 'child', ...patients: readonly Patient[]) {
  desk.fhir.all.push(...patients)
  const { csrf, go } = await desk.login(0)
  const visit = await desk.visitor(1)
  await desk.visits.claim(visit, claimOf(door))
  await desk.visits.identify(visit, '2014', { id: 'x', name: 'X' })
  await desk.visits.lookUp(visit)
  await desk.visits.lookUpFailed(
    visit,
    'severalFound',
    patients.map(({ id }) => `Patient/${id ?? ''}`),
  )
  const number = (await desk.visits.find(visit))?.record.callNumber
  return {
    visit,
    page: async () => await (await go(`/desk?nr=${String(number)}`)).text(),
    pick: async (patient: string) =>
      await (await go('/desk/bind', { method: 'POST', body: new URLSearchParams({ csrf, visit, patient }) })).text(),
  }
}
const audits = () => desk.fhir.all.filter(({ resourceType }) => resourceType === 'AuditEvent')

test('identity 2: the clerk sees the candidates and why, once in the log, and binds one', async () => {
  const { visit, page, pick } = await doubt('self', record('twin', ['Sanne', 'Louise']), record('own', ['S.']))
  const text = await page()
  expect(text).toContain('Verhoeven, Sanne Louise')
  expect(text).toContain('andere voornaam: kan een tweeling zijn')
  expect(text).toContain('dossier heeft alleen voorletters')
  const seen = audits().length
  await page()
  expect(audits()).toHaveLength(seen)
  expect(JSON.stringify(audits())).toContain('Patient/twin')
  expect((await desk.visits.find(visit))?.record.patient).toBeNull()
  await pick('own')
  expect(await desk.visits.find(visit)).toMatchObject({
    record: { state: 'bound', patient: 'Patient/own' },
    candidates: [],
  })
})

test('identity 9: what is missing in a record is said at the desk', async () => {
  const { visit, pick } = await doubt(
    'child',
    record('year', ['Eva'], { birthDate: '2018' }),
    record('none', [], { name: [] }),
  )
  expect(await pick('year')).toContain('De geboortedatum in dit dossier is niet volledig')
  expect(await pick('none')).toContain('Dit dossier heeft geen naam')
  expect((await desk.visits.find(visit))?.record.patient).toBeNull()
})

test('identity 9: a birth year is enough for those who come for themselves, another year is not', async () => {
  const { visit, pick } = await doubt(
    'self',
    record('other', ['Sanne'], { birthDate: '1985' }),
    record('year', ['Sanne'], { birthDate: '1984' }),
  )
  expect(await pick('other')).toContain('De geboortedatum van deze patiënt is anders')
  await pick('year')
  expect((await desk.visits.find(visit))?.record.patient).toBe('Patient/year')
})

test('machine 31: a record that was merged away or taken out of use cannot be bound, and the clerk reads why', async () => {
  const link = [{ type: 'replaced-by' as const, other: { reference: 'Patient/new' } }]
  const { visit, pick } = await doubt(
    'self',
    record('merged', ['Sanne'], { link }),
    record('inactive', ['Sanne'], { active: false }),
    record('unread', ['Sanne'], { modifierExtension: [{ url: 'https://example.org/unknown', valueBoolean: true }] }),
  )
  expect(await pick('merged')).toContain('Dit dossier is samengevoegd met een ander dossier')
  expect(await pick('inactive')).toContain('Dit dossier is niet meer in gebruik')
  expect(await pick('unread')).toContain('Dit dossier kan hier niet worden gekozen')
  expect((await desk.visits.find(visit))?.record.patient).toBeNull()
})

test('machine 31: a candidate that was merged while the page was open is not bound', async () => {
  const { visit, page, pick } = await doubt('self', record('own', ['Sanne']))
  await page()
  const at = desk.fhir.all.findIndex(({ id }) => id === 'own')
  desk.fhir.all[at] = record('own', ['Sanne'], {
    link: [{ type: 'replaced-by', other: { reference: 'Patient/later' } }],
  })
  expect(await pick('own')).toContain('Zoek opnieuw')
  expect((await desk.visits.find(visit))?.record.patient).toBeNull()
})

test('machine 31: the clerk sees the numbers that are in use, not the ones before', async () => {
  const number = (system: string, value: string, more: object = {}) => ({ system, value, ...more })
  const over = { period: { end: '2020-01-01' } }
  const { page } = await doubt(
    'self',
    record('numbers', ['Sanne'], {
      identifier: [
        number(bsnSystem, '111222333', { use: 'old' }),
        number(bsnSystem, '999990019'),
        number(patientNumberSystem, '7000001', over),
        number(patientNumberSystem, '7000002'),
      ],
    }),
    record('none', ['S.'], { identifier: [number(bsnSystem, '444555666', over)] }),
  )
  const text = await page()
  expect(text).toContain('••••••019')
  expect(text).toContain('7000002')
  expect(text).toContain('BSN onbekend')
  expect(text).not.toMatch(/•333|•666|7000001/)
})
