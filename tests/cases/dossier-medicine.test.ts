/** In use, over, paused or not gone through: by every way in which a record says so. */
import { describe, expect, test } from 'vitest'
import { groupsShown, medicine, shown, statement } from './dossier-kit.ts'

const nictiz = (name: string, value: object) => ({ url: `http://nictiz.nl/fhir/StructureDefinition/${name}`, ...value })
const period = (valuePeriod: object) => nictiz('ext-TimeInterval.Period', { valuePeriod })
const week = { value: 7, unit: 'dagen', system: 'http://unitsofmeasure.org', code: 'd' }
const lasting = (valueDuration: object) => nictiz('ext-TimeInterval.Duration', { valueDuration })
const group = (resource: unknown) => groupsShown([resource])[0]?.split(' | ')[0]
const repeat = (more: object) => ({ dosageInstruction: [{ timing: { repeat: more } }] })
const course = (boundsDuration: object) => repeat({ boundsDuration, frequency: 1, period: 1, periodUnit: 'd' })

describe('dossier 6: a finished course is not in use', () => {
  test.each([
    [{ extension: [period({ start: '2026-01-01' }), lasting(week)] }, 'stopped'],
    [{ extension: [period({ start: '2026-01-01', extension: [lasting(week)] })] }, 'stopped'],
    [{ extension: [period({ start: '2026-11-20' }), lasting(week)] }, 'inUse'],
    [{ extension: [period({ start: '2026-12-01' }), lasting(week)] }, 'startsLater'],
    [{ extension: [lasting(week)], authoredOn: '2026-01-01' }, 'unclear'],
    [{ extension: [lasting(week)], authoredOn: '2026-11-20' }, 'inUse'],
    [{ extension: [period({ start: '2026-01-01' }), lasting({ value: 1, unit: 'kuur' })] }, 'unclear'],
    [{ extension: [period({ start: '2026-12-01', end: '2026-11-01' })] }, 'unclear'],
    [{ authoredOn: '2020-01-01', ...course(week) }, 'unclear'],
    [{ authoredOn: '2026-11-20', ...course(week) }, 'inUse'],
    [{ ...course(week) }, 'unclear'],
    [{ extension: [period({ start: '2026-01-01' })], ...course(week) }, 'stopped'],
    [{ authoredOn: '2020-01-01', ...course({ ...week, comparator: '>' }) }, 'inUse'],
    [{ authoredOn: '2020-01-01', ...repeat({ boundsRange: { low: week, high: { ...week, value: 14 } } }) }, 'unclear'],
    [{ authoredOn: '2020-01-01', ...repeat({ count: 21, frequency: 3, period: 1, periodUnit: 'd' }) }, 'unclear'],
    [{ authoredOn: '2020-01-01', ...repeat({ count: 1 }) }, 'unclear'],
    [{ authoredOn: '2020-01-01', ...repeat({ frequency: 3, period: 1, periodUnit: 'd' }) }, 'inUse'],
    [{ dosageInstruction: [{ timing: { event: ['2026-01-01'] } }] }, 'stopped'],
    [{ dosageInstruction: [{ timing: { event: ['2026-01-01', '2026-12-01'] } }] }, 'inUse'],
  ])('%j', (more, expected) => expect(group(medicine(more))).toBe(expected))

  test('dosages one after another last as long as all of them', () => {
    const [one, other] = course(week).dosageInstruction
    const two = (sequence: number) => ({
      authoredOn: '2026-11-12',
      dosageInstruction: [
        { ...one, sequence: 1 },
        { ...one, sequence },
      ],
    })
    expect(other).toBe(undefined)
    expect([group(medicine(two(2))), group(medicine(two(1)))]).toEqual(['inUse', 'unclear'])
    // One of them without an end: it goes on.
    expect(group(medicine({ authoredOn: '2020-01-01', dosageInstruction: [one, { text: '1 per dag' }] }))).toBe('inUse')
  })

  test('the same as a patient told it', () => {
    const taken = (more: object) => group(statement(more))
    const dosage = course(week).dosageInstruction
    expect(taken({ effectivePeriod: { start: '2026-01-01' }, dosage })).toBe('stopped')
    expect(taken({ effectivePeriod: { start: '2026-01-01', extension: [lasting(week)] } })).toBe('stopped')
    expect(taken({ effectiveDateTime: '2026-01-01', dosage })).toBe('unclear')
    expect(taken({ effectiveDateTime: '2026-01-01' })).toBe('inUse')
    expect(taken({ effectivePeriod: { start: '2026-12-01', end: '2026-11-01' } })).toBe('unclear')
  })

  test('how long is said beside since when', () => {
    expect(shown([medicine({ extension: [period({ start: '2026-11-20' }), lasting(week)] })]).lines[0]).toContain(
      'Periode: vanaf 20 november 2026, 7 dagen lang',
    )
  })
})

const stop = (valueCodeableConcept: object) => [nictiz('ext-StopType', { valueCodeableConcept })]
const snomed = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] })
const firstList = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.20.77.5.2.1'
describe('dossier 6: paused is not stopped', () => {
  test.each([
    [snomed('385655000'), 'paused', 'U gebruikt dit nu even niet'],
    [snomed('113381000146106'), 'paused', 'U gebruikt dit nu even niet'],
    [{ coding: [{ system: firstList, code: '1' }] }, 'paused', 'U gebruikt dit nu even niet'],
    [{ text: 'tijdelijk' }, 'paused', 'U gebruikt dit nu even niet'],
    [{ coding: [{ system: 'urn:x', code: '7', display: 'Onderbreking' }] }, 'paused', 'U gebruikt dit nu even niet'],
    [snomed('89925002'), 'stopped', 'Niet doorgegaan'],
    [{ text: 'geannuleerd' }, 'stopped', 'Niet doorgegaan'],
    [snomed('410546004'), 'stopped', 'Gestopt'],
    [{ coding: [{ system: firstList, code: '2' }] }, 'stopped', 'Gestopt'],
    // A code of another list, and one that nobody knows.
    [{ coding: [{ system: 'urn:x', code: '1' }] }, 'unclear', 'Vraag uw arts of apotheker'],
    [
      { coding: [...snomed('385655000').coding, ...snomed('410546004').coding] },
      'unclear',
      'Vraag uw arts of apotheker',
    ],
  ])('%j', (type, expected, state) => {
    for (const one of [medicine({ modifierExtension: stop(type) }), statement({ modifierExtension: stop(type) })])
      expect(groupsShown([one])[0]).toMatch(new RegExp(`^${expected} \\| .* \\| ${state}$`))
  })

  test('a status that says otherwise leaves it open', () => {
    expect(group(medicine({ status: 'stopped', modifierExtension: stop(snomed('385655000')) }))).toBe('unclear')
    expect(group(medicine({ status: 'on-hold', modifierExtension: stop(snomed('385655000')) }))).toBe('paused')
    expect(group(medicine({ status: 'completed', modifierExtension: stop(snomed('385655000')) }))).toBe('stopped')
    expect(group(medicine({ status: 'unknown', modifierExtension: stop(snomed('410546004')) }))).toBe('stopped')
  })
})

const cycle = (valueDuration: object) => [
  nictiz('ext-InstructionsForUse.RepeatPeriodCyclicalSchedule', { valueDuration }),
]
test('dossier 6: a pill that is taken in a cycle is shown, with its cycle', () => {
  const pill = { ...course({ ...week, value: 21 }), authoredOn: '2020-01-01' }
  const of = (valueDuration: object) => shown([medicine({ ...pill, modifierExtension: cycle(valueDuration) })]).lines[0]
  expect(of({ ...week, value: 28 })).toBe(
    'inUse | Metoprolol 50 mg |  | Gebruik: 1 keer per dag, 21 dagen lang / Elke 28 dagen begint dit opnieuw',
  )
  expect(of({ value: 28, unit: 'weken', code: 'd' })).toContain('Zie de verpakking, of vraag het aan uw apotheker.')
  expect(group(statement({ modifierExtension: cycle(week) }))).toBe('inUse')
})

test('dossier 8: the whole use as somebody wrote it is said', () => {
  const rendered = nictiz('ext-RenderedDosageInstruction', { valueString: 'Vanaf 1 mei 1 tablet per dag' })
  expect(shown([medicine({ extension: [rendered], dosageInstruction: [{ text: 'Na het eten' }] })]).lines[0]).toContain(
    'Gebruik: Vanaf 1 mei 1 tablet per dag / Na het eten',
  )
})

test.each(['Geen medicatie', 'Geen', 'Geen medicijnen bekend', 'no medication', 'Gebruikt geen medicijnen'])(
  'dossier 6: %s is no medicine',
  (text) => {
    const none = statement({ medicationCodeableConcept: { text } })
    expect(groupsShown([none])).toEqual(['noneKnown | Er zijn geen medicijnen bekend | '])
    expect(groupsShown([none, medicine({})])).toEqual(['inUse | Metoprolol 50 mg | '])
  },
)

test('dossier 7: a field that was filled because it had to be names no medicine', () => {
  for (const text of ['-', 'N.v.t.']) expect(shown([medicine({ medicationCodeableConcept: { text } })])).toEqual({ lines: [], out: ['error 1'] }) // prettier-ignore
  const used = { medicationCodeableConcept: { text: '-' }, dosageInstruction: [{ text: '1 per dag' }] }
  expect(shown([medicine(used)]).out).toEqual(['noName 1'])
})
