/** A dose is said in one unit, at the moments that it is for, or not at all. */
import { describe, expect, test } from 'vitest'
import { medicine, shown } from './dossier-kit.ts'

const elsewhere = 'Gebruik: Zie de verpakking, of vraag het aan uw apotheker.'
const use = (...dosageInstruction: readonly object[]) =>
  shown([medicine({ dosageInstruction })]).lines[0]?.split(' | ')[3]
const dose = (doseQuantity: object) => use({ doseAndRate: [{ doseQuantity }] })
const ucum = 'http://unitsofmeasure.org'

describe('dossier 8: units agree only when both are known to be the same', () => {
  test.each([
    ['microgram', 'mg'],
    ['nanogram', 'ug'],
    ['mmol', 'mg'],
    ['cc', 'mg'],
    ['theelepel', 'mL'],
    ['dr.', 'mL'],
    ['eenheden', 'mL'],
    ['liter', 'mL'],
    ['mg', 'ng'],
    ['mg', '1'],
    ['mg', '{tablet}'],
    ['mg', 'Mg'],
    ['mg/ml', 'mg/dL'],
    ['dosis', 'mg'],
  ])('%s is not %s', (unit, code) => {
    expect(dose({ value: 100, unit, code })).toBe(elsewhere)
    expect(dose({ value: 100, unit, code, system: ucum })).toBe(elsewhere)
  })

  test.each([
    [{ unit: 'microgram', code: 'ug' }, '100 microgram per keer'],
    [{ unit: 'µg', code: 'ug' }, '100 microgram per keer'],
    [{ unit: 'cc', code: 'mL' }, '100 ml per keer'],
    [{ unit: 'Milligram', code: 'mg' }, '100 mg per keer'],
    [{ unit: 'eenheden', code: '[iU]' }, '100 eenheden per keer'],
    [{ unit: 'ng', code: 'ng' }, '100 nanogram per keer'],
    [{ unit: 'meetlepel', code: '1' }, '100 meetlepel per keer'],
    [{ unit: 'spuit', code: '{spuit}' }, '100 spuit per keer'],
    [{ unit: 'mg/ml', code: 'mg/mL' }, '100 mg/ml per keer'],
    [{ unit: 'Stuk', code: '245', system: 'urn:oid:2.16.840.1.113883.2.4.4.1.900.2' }, '100 stuks per keer'],
    // A code of another system is no code of UCUM.
    [{ unit: 'mg', code: '1', system: 'urn:x' }, '100 mg per keer'],
  ])('%j is one unit', (unit, words) => expect(dose({ value: 100, ...unit })).toBe(`Gebruik: ${words}`))

  test.each([
    [{ maxDosePerPeriod: { numerator: { value: 4000, unit: 'microgram', code: 'mg' }, denominator: { value: 1, code: 'd' } } }], // prettier-ignore
    [{ maxDosePerPeriod: { numerator: { value: 4, unit: 'g' }, denominator: { value: 1, unit: 'week', code: 'd' } } }],
    [{ maxDosePerAdministration: { value: 4, unit: 'microgram', code: 'mg' } }],
    [{ doseAndRate: [{ rateRatio: { numerator: { value: 5, unit: 'ml' }, denominator: { value: 1, unit: 'minuut', code: 'h' } } }] }], // prettier-ignore
    [{ doseAndRate: [{ rateQuantity: { value: 5, unit: 'ml/min', code: 'mL/h' } }] }],
    [{ doseAndRate: [{ doseRange: { low: { value: 2, unit: 'mg' }, high: { value: 1, unit: 'mg' } } }] }],
    [{ doseAndRate: [{ doseRange: { low: { value: 1, unit: 'mg', code: 'ug' }, high: { value: 2, unit: 'mg' } } }] }],
    [{ timing: { repeat: { boundsDuration: { value: 7, unit: 'weken', code: 'd' } } } }],
  ])('in a limit, a rate, a range and a time: %j', (dosage) => expect(use(dosage)).toBe(elsewhere))

  test('what binary adds to a number is not printed', () => {
    expect(dose({ value: 0.1 + 0.2, unit: 'mg' })).toBe('Gebruik: 0,3 mg per keer')
    expect(dose({ value: 1.0000000000000002, unit: 'tablet' })).toBe('Gebruik: 1 tablet per keer')
  })
})

const gts = 'http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation'
const once = { frequency: 1, period: 1, periodUnit: 'd' }
const timed = (coding: object, repeat?: object, text?: string) =>
  use({ timing: { code: { coding: [coding], text }, ...(repeat === undefined ? {} : { repeat }) } })

describe('dossier 8: a code of a timing means something in its own system only', () => {
  test.each([
    [{ system: 'urn:x', code: 'PM', display: '1 keer per maand' }, undefined, 'Gebruik: 1 keer per maand'],
    [{ code: 'PM', display: '1 keer per maand' }, undefined, 'Gebruik: 1 keer per maand'],
    [{ system: 'urn:x', code: 'MO' }, 'op maandag', 'Gebruik: Op maandag'],
    [{ system: 'urn:x', code: 'WK' }, 'weekschema A: ma, wo, vr', 'Gebruik: Weekschema A: ma, wo, vr'],
    [{ system: 'urn:x', code: 'WK' }, undefined, elsewhere],
    [{ system: gts, code: 'PM', display: 'PM' }, undefined, 'Gebruik: Elke middag of avond'],
    [{ system: 'urn:oid:2.16.840.1.113883.5.1022', code: 'BID' }, undefined, 'Gebruik: 2 keer per dag'],
    [{ system: gts, code: 'WK' }, 'op woensdag', 'Gebruik: 1 keer per week (op woensdag)'],
  ])('%j %s', (coding, text, words) => expect(timed(coding, undefined, text)).toBe(words))

  test.each([
    [{ system: gts, code: 'BED' }, once, 'Gebruik: 1 keer per dag, voor het slapen'],
    [{ system: gts, code: 'AM' }, once, 'Gebruik: 1 keer per dag, in de ochtend'],
    [{ system: gts, code: 'PM' }, once, 'Gebruik: 1 keer per dag, in de middag of avond'],
    [{ system: gts, code: 'BID' }, { ...once, frequency: 2 }, 'Gebruik: 2 keer per dag'],
    [{ system: gts, code: 'BID' }, { frequency: 1, period: 12, periodUnit: 'h' }, 'Gebruik: Elke 12 uur'],
    [{ system: gts, code: 'TID' }, once, elsewhere],
    [{ system: gts, code: 'QOD' }, once, elsewhere],
    [{ system: gts, code: 'AM' }, { ...once, frequency: 2 }, elsewhere],
    [{ system: gts, code: 'AM' }, { when: ['EVE'] }, elsewhere],
    [{ system: gts, code: 'BID' }, { timeOfDay: ['08:00:00'] }, elsewhere],
    [{ system: 'urn:x', code: 'a', display: 'bij het ontbijt' }, once, 'Gebruik: 1 keer per dag, bij het ontbijt'],
    [{ system: 'urn:x', code: 'a' }, once, elsewhere],
  ])('beside a number of times: %j %j', (coding, repeat, words) => expect(timed(coding, repeat)).toBe(words))

  test('two abbreviations that differ, and clock times that do not add up', () => {
    const both = [{ system: gts, code: 'BID' }, { system: gts, code: 'TID' }] // prettier-ignore
    expect(use({ timing: { code: { coding: both } } })).toBe(elsewhere)
    expect(use({ timing: { repeat: { ...once, timeOfDay: ['08:00:00', '20:00:00'] } } })).toBe(elsewhere)
    expect(use({ timing: { repeat: { ...once, frequency: 2, timeOfDay: ['08:00:00', '20:00:00'] } } })).toContain(
      '08.00',
    )
    const cycle = { url: 'http://hl7.org/fhir/StructureDefinition/timing-daysOfCycle' }
    expect(use({ timing: { extension: [cycle], repeat: once } })).toBe(elsewhere)
  })
})

test.each([
  { additionalInstruction: [{ coding: [{ system: 'urn:x', code: '9' }] }] },
  { route: { coding: [{ system: 'urn:x', code: '9' }] } },
  { asNeededCodeableConcept: { coding: [{ system: 'urn:x', code: '9' }] } },
])('dossier 8: a part that has only codes leaves a word: %j', (part) => {
  expect(use({ text: '1 per dag', ...part })).toMatch(/^Gebruik: 1 per dag \/ .*Zie de verpakking/)
})
