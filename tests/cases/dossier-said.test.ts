/** What was lost or betrayed: ages, remarks, "no medicines known", subjects of messages, and the hour that comes twice. */
import { expect, test } from 'vitest'
import { dossier } from '../../domain/dossier/dossier.ts'
import { momentInWords, visitInWords } from '../../domain/dossier/read/moments.ts'
import { medicationRequestKeys } from '../../domain/dossier/kinds/medication-request.ts'
import { allergy, day, document, medicine, message, patient, shown, statement } from './dossier-kit.ts'

const details = (resource: unknown, language: 'nl' | 'en' = 'nl') =>
  shown([resource], language).lines[0]?.split(' | ')[3]
const years = (value: number) => ({ value, unit: 'a', system: 'http://unitsofmeasure.org', code: 'a' })

test('dossier 8: the age at which an allergy began is said', () => {
  expect(details(allergy({ onsetAge: years(4) }))).toBe('Sinds: de leeftijd van 4 jaar')
  expect(details(allergy({ onsetAge: years(4) }), 'en')).toBe('Since: the age of 4 years')
  expect(details(allergy({ onsetAge: { ...years(6), unit: 'mo', code: 'mo' } }))).toBe('Sinds: de leeftijd van 6 maanden') // prettier-ignore
  expect(details(allergy({ onsetRange: { low: years(4), high: years(6) } }))).toBe(
    'Sinds: de leeftijd van 4 tot 6 jaar',
  )
  // A date is more than an age.
  expect(details(allergy({ onsetDateTime: '2019-03', onsetString: 'als kind' }))).toBe('Sinds: maart 2019')
})

test('dossier 8: remarks are said in words, and the gateway lets them through', () => {
  const note = [{ text: 'Met **eten** innemen' }, { text: ' ', time: '2026-10-01' }, { text: 'Niet in de zon' }]
  for (const one of [medicine({ note }), statement({ note }), allergy({ note })])
    expect(details(one)).toMatch(/Opmerking: .*eten.* innemen.* \/ Opmerking: Niet in de zon$/)
  expect(medicationRequestKeys).toContain('note')
})

const none = (more: object = {}) => ({
  medicationCodeableConcept: {
    coding: [{ system: 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips', code: 'no-known-medications' }],
  },
  ...more,
})
const sentence = ['noneKnown | Er zijn geen medicijnen bekend |  | ']

test('dossier 6: no medicines known is a sentence', () => {
  expect(shown([statement(none())])).toEqual({ lines: sentence, out: [] })
  expect(shown([medicine(none())])).toEqual({ lines: sentence, out: [] })
  expect(shown([statement(none())], 'en').lines).toEqual(['noneKnown | There are no known medicines |  | '])
  const [group] = dossier([patient, statement(none())], day, 'nl').groups
  expect(group).toMatchObject({ subject: 'medication', heading: 'Geen medicijn bekend' })
})

test('dossier 6: but not beside a medicine, shown or hidden, and not of before', () => {
  const unlike = (other: unknown) => shown([statement(none()), other])
  expect(unlike(medicine({})).lines.join()).not.toContain('geen medicijnen')
  expect(unlike(medicine({})).out).toContain('contradicted 1')
  expect(unlike(medicine({ meta: { security: [{ code: 'R' }] } })).lines).toEqual([])
  expect(unlike(medicine({ medicationCodeableConcept: {} })).lines).toEqual([])
  // What was stopped, or never was, says nothing against it.
  expect(unlike(medicine({ status: 'stopped' })).lines).toEqual(expect.arrayContaining(sentence))
  expect(unlike(medicine({ status: 'entered-in-error' })).lines).toEqual(sentence)
  expect(shown([statement(none({ status: 'completed' }))])).toEqual({ lines: [], out: ['contradicted 1'] })
  expect(shown([statement(none({ effectivePeriod: { end: '2020-01-01' } }))]).lines).toEqual([])
})

const actCode = (code: string) => ({ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code }] })

test.each([
  message({ category: [{ text: 'HIV' }] }),
  message({ topic: { text: 'Uitslag soa-test' } }),
  message({ topic: { coding: [{ system: 'http://x', code: '1', display: 'Psychiatrie: behandelplan' }] } }),
  message({ category: [actCode('SUD')] }),
  message({ topic: { text: 'Hulp bij huiselijk geweld' } }),
  document({ type: { text: 'Brief psychiater' } }),
  document({ category: [actCode('HIV')] }),
])('dossier 12: a subject that betrays is hidden, not shown as a title: %#', (one) => {
  expect(shown([one])).toEqual({ lines: [], out: ['confidential 1'] })
  // The policy's cell shows it.
  expect(shown([one], 'nl', { sensitive: 'shown' }).out).toEqual([])
})

test('dossier 12: what betrays nothing stays', () => {
  for (const text of [
    'Uw afspraak',
    'Folder: na de operatie',
    'Uitslag bloedonderzoek',
    'Stimuleren',
    'Aidsfonds Nederland',
  ])
    expect(shown([message({ topic: { text } })]).lines).toHaveLength(1)
})

test('dossier 10: of the hour that comes twice it is said which one', () => {
  const both = ['2026-10-25T00:30:00Z', '2026-10-25T02:30:00+01:00']
  expect(both.map((text) => momentInWords(text, 'nl'))).toEqual([
    '25 oktober 2026, 02.30 uur (zomertijd)',
    '25 oktober 2026, 02.30 uur (wintertijd)',
  ])
  expect(momentInWords('2026-10-25T01:30:00Z', 'en')).toBe('25 October 2026, 02:30 (winter time)')
  expect(visitInWords('2026-10-25T00:59:59Z', 'nl')).toBe('zondag 25 oktober 2026, 02.59 uur (zomertijd)')
  for (const text of ['2026-10-24T23:59:59Z', '2026-10-25T02:00:00Z', '2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z'])
    expect(momentInWords(text, 'nl')).toMatch(/uur$/)
})
