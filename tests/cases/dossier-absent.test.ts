/** What is no name, no dose, no version of today, and no text that still holds. */
import { expect, test } from 'vitest'
import { allergy, document, me, medicine, message, shown, statement } from './dossier-kit.ts'

const coded = (system: string, code: string, more: object = {}) => ({
  coding: [{ system, code, display: code }],
  ...more,
})
const hl7 = (name: string) => `http://terminology.hl7.org/CodeSystem/${name}`
const ips = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips'

test.each([
  ...['OTH', 'UNK', 'ASKU', 'NI'].map((code) => coded(hl7('v3-NullFlavor'), code)),
  coded(hl7('data-absent-reason'), 'unknown'),
  coded(ips, 'no-medication-info', { text: 'No information' }),
  coded(ips, 'no-allergy-info'),
  coded('http://snomed.info/sct', '1631000175102', { text: 'Patient not asked' }),
])('dossier 7: a reason why there is no name is no name: %j', (code) => {
  for (const one of [
    medicine({ medicationCodeableConcept: code }),
    statement({ medicationCodeableConcept: code }),
    allergy({ code }),
  ])
    expect(shown([one])).toEqual({ lines: [], out: ['noName 1'] })
})

test('dossier 7: beside a reason the words of a person are the name', () => {
  const code = coded(hl7('v3-NullFlavor'), 'OTH', { text: 'Penicilline' })
  expect(shown([allergy({ code })]).lines[0]).toContain('Penicilline')
})

test.each([
  [coded(ips, 'no-known-medication-allergies'), 'Geen allergie bekend: medicijnen'],
  [coded(ips, 'no-known-food-allergies'), 'Geen allergie bekend: voedsel'],
  [coded(ips, 'no-known-environmental-allergies'), 'Geen allergie bekend: omgeving'],
  [coded(ips, 'no-known-allergies'), 'Er zijn geen allergieën bekend'],
  [{ text: 'Geen bekende allergieën' }, 'Er zijn geen allergieën bekend'],
])('dossier 4: none known is a sentence in Dutch: %j', (code, sentence) => {
  expect(shown([allergy({ code })]).lines).toEqual([`noneKnown | ${sentence} |  | `])
})

const dose = (doseQuantity: object) =>
  shown([medicine({ dosageInstruction: [{ doseAndRate: [{ doseQuantity }] }] })]).lines[0]?.split(' | ')[3]
test.each([
  [{ value: 100, unit: 'mg', code: 'ug' }],
  [{ value: 1, unit: 'tablet', code: 'mg' }],
  [{ value: -1, unit: 'tablet' }],
  [{ value: 0, unit: 'tablet' }],
])('dossier 8: a dose that contradicts itself or is none: %j', (quantity) => {
  expect(dose(quantity)).toBe('Gebruik: Zie de verpakking, of vraag het aan uw apotheker.')
})

test.each([
  [{ value: 2, unit: 'tablet', code: '1' }, '2 stuks'],
  [{ value: 2, unit: 'milligram', code: 'mg' }, '2 mg'],
])('dossier 8: unit and code that agree: %j', (quantity, words) => expect(dose(quantity)).toContain(words))

test('dossier 8: a text does not hide how and where', () => {
  const dosage = { text: '1x', route: { text: 'oraal' }, method: { text: 'kauwen' }, site: { text: 'linker oog' } }
  expect(shown([medicine({ dosageInstruction: [dosage] })]).lines[0]).toContain(
    'Gebruik: 1x / Kauwen, oraal, linker oog',
  )
})

test('dossier 14: the own address beside the number of another is left out', () => {
  const identifier = (value: string) => ({ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value })
  const of = (value: string) => shown([medicine({ subject: { ...me, identifier: identifier(value) } })])
  expect(of('123456782')).toEqual({ lines: [], out: ['otherPatient 1'] })
  expect(of('999990019').lines).toHaveLength(1)
})

test('dossier 6: of two versions the newest, in either order', () => {
  const old = medicine({ id: 'm', meta: { versionId: '9', lastUpdated: '2026-01-01T00:00:00Z' } })
  const newer = medicine({ id: 'm', status: 'stopped', meta: { versionId: '10', lastUpdated: '2026-06-01T00:00:00Z' } })
  for (const both of [
    [old, newer],
    [newer, old],
  ])
    expect(shown(both).lines.map((line) => line.split(' | ')[0])).toEqual(['stopped'])
})

test('dossier 13: what was struck out is not said', () => {
  const data = (text: string) => Buffer.from(text).toString('base64')
  const text = (contentType: string, content: string) =>
    shown([document({ content: [{ attachment: { contentType, data: data(content) } }] })]).lines[0]?.split(' | ')[3]
  expect(text('text/markdown', '~~niet~~ wel <del>oud</del>nieuw')).toBe('wel nieuw')
  expect(text('text/html', '<p><s>niet</s> <strike>ooit</strike><del class="x">oud</del>wel <span>nu</span></p>')).toBe(
    'wel nu',
  )
  expect(JSON.stringify(shown([message({ payload: [{ contentString: '<del>oud</del>nieuw' }] })]))).not.toContain('oud')
})
