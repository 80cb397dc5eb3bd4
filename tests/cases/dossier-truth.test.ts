/** Source and time, whose it is, for whom it is, and texts of every encoding. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dossier, type DossierOptions } from '../../domain/dossier/dossier.ts'
import type { Language } from '../../domain/language.ts'
import {
  day,
  patient,
  me,
  them,
  shown,
  groupsShown,
  allergy,
  medicine,
  statement,
  appointment,
  document,
  message,
} from './dossier-kit.ts'

test('dossier 9: without a time or a source that is said, and the store is neither', () => {
  const meta = { lastUpdated: '2026-11-20T10:00:00Z', source: 'https://store' }
  const [line] = dossier([patient, medicine({ meta })], day, 'nl').groups[0]?.lines ?? []
  expect([line?.time, line?.source]).toEqual(['Tijd niet bekend', 'Niet bekend wie dit opschreef'])
  const [own] = dossier([patient, statement({ informationSource: me })], day, 'nl').groups[0]?.lines ?? []
  expect(own?.source).toBe('Door u verteld')
  const [onset] = dossier([patient, allergy({ onsetDateTime: '2019-05' })], day, 'nl').groups[0]?.lines ?? []
  expect(onset?.details).toContainEqual({ label: 'Sinds', text: 'mei 2019' })
})

test('dossier 10: by the instant, whatever the zone and the fraction', () => {
  const at = (id: string, start: string) => appointment({ id, description: id, start, end: undefined })
  const all = [
    at('c', '2026-11-24T10:30:00+01:00'),
    at('a', '2026-11-24T08:00:00.1234567Z'),
    at('b', '2026-11-24T09:15:00Z'),
  ]
  const { lines } = shown(all)
  expect(lines.map((line) => line.split(' | ')[1])).toEqual(['a', 'b', 'c'])
  expect(lines[0]).toContain('dinsdag 24 november 2026, 09.00 uur')
})

test.each([
  [{}, 1, []],
  [{ recipient: [{ reference: 'Practitioner/d' }] }, 0, ['notAddressed 1']],
  [{ recipient: undefined }, 0, ['notAddressed 1']],
  [{ recipient: [them] }, 0, ['notAddressed 1']],
  [{ status: 'entered-in-error' }, 0, ['error 1']],
  [{ status: 'in-progress' }, 0, ['notFinal 1']],
  [{ status: 'not-done' }, 0, ['notFinal 1']],
  [{ recipient: [them, me] }, 1, []],
])('dossier 11: a message to the patient, sent and right: %j', (more, count, out) => {
  const result = shown([message(more)])
  expect([result.lines.length, result.out]).toEqual([count, out])
  expect(JSON.stringify(result)).not.toContain('Vreemde')
})

test.each([
  [
    document({
      securityLabel: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'V' }] }],
    }),
  ],
  [
    document({
      meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] },
    }),
  ],
  [medicine({ meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HIV' }] } })],
  [appointment({ meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PSY' }] } })],
])('dossier 12: what is labelled as sensitive is not shown, unless the policy says so: %#', (resource) => {
  expect(shown([resource])).toEqual({ lines: [], out: ['confidential 1'] })
  expect(shown([resource], 'nl', { sensitive: 'shown' }).lines).toHaveLength(1)
})

test('dossier 12: what the patient may not be told is never shown', () => {
  const resource = document({
    meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPAT' }] },
  })
  expect(shown([resource], 'nl', { sensitive: 'shown' })).toEqual({ lines: [], out: ['confidential 1'] })
})

describe('dossier 13: texts', () => {
  const text = (attachments: readonly object[], language: Language = 'nl') =>
    shown([document({ content: attachments.map((attachment) => ({ attachment })) })], language).lines[0]?.split(
      ' | ',
    )[3]
  const base64 = (content: string | Uint8Array) => Buffer.from(content as string).toString('base64')
  test.each([
    [
      [{ contentType: 'text/plain; charset=ISO-8859-1', data: base64(Buffer.from('één patiënt', 'latin1')) }],
      'één patiënt',
    ],
    [[{ contentType: 'text/plain', data: base64(Buffer.from('één', 'latin1')) }], 'één'],
    [[{ contentType: 'text/plain;charset=utf-8', data: base64('\ufeffhallo') }], 'hallo'],
    [[{ contentType: 'text/plain', data: base64(Buffer.from('\ufeffhé', 'utf16le')) }], 'hé'],
    [
      [{ contentType: 'text/markdown', data: base64('# Kop\n\n**vet** en [link](https://x) \\*\n- een') }],
      'Kop\n\nvet en link *\n• een',
    ],
    [
      [{ contentType: 'text/html', data: base64('<h1>Kop</h1><script>alert(1)</script><p>a &amp; b<br>c</p>') }],
      'Kop\n\na & b\nc',
    ],
    [
      [
        { contentType: 'text/plain', language: 'en', data: base64('Hello') },
        { contentType: 'text/plain', language: 'nl', data: base64('Hallo') },
      ],
      'Hallo',
    ],
    [[{ contentType: 'application/pdf', data: base64('x') }], 'Dit kunt u thuis lezen, of vraag het aan de balie.'],
    [
      [{ contentType: 'text/plain; charset=shift_jis', data: base64('x') }],
      'Dit kunt u thuis lezen, of vraag het aan de balie.',
    ],
  ])('%#', (attachments, words) => expect(text(attachments)).toBe(words))
})

test('dossier 14: the same patient under every kind of reference, another one never', () => {
  const id = '0b6f2c1e-6a0e-4b1e-9d57-0d2a6f6f3a11'
  const own = { ...patient, id }
  const count = (reference: object, options: DossierOptions = {}) =>
    dossier([own, allergy({ patient: reference })], day, 'nl', options).groups.length
  expect(count({ reference: `Patient/${id}` })).toBe(1)
  expect(count({ reference: `Patient/${id}/_history/3` })).toBe(1)
  expect(count({ reference: `https://ehr.example/fhir/Patient/${id}` })).toBe(1)
  expect(count({ reference: `urn:uuid:${id}` })).toBe(1)
  expect(count({ identifier: { system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '999990019' } })).toBe(1)
  expect(count({ identifier: { system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '999990020' } })).toBe(0)
  expect(count({ identifier: { value: '999990019' } })).toBe(0)
  expect(count({ reference: 'Patient/other' })).toBe(0)
  expect(count({ display: 'Willem' })).toBe(0)
  const counted = (reference: string, options: DossierOptions = {}) =>
    dossier([patient, allergy({ patient: { reference } })], day, 'nl', options)
  expect(counted('https://elsewhere.example/fhir/Patient/p')).toMatchObject({
    groups: [],
    leftOut: [{ reason: 'otherPatient', count: 1 }],
  })
  expect(counted('https://here.example/fhir/Patient/p', { bases: ['https://here.example/fhir'] }).groups).toHaveLength(
    1,
  )
})

test.each([
  [{ status: 'entered-in-error' }, []],
  [{ docStatus: 'entered-in-error' }, []],
  [{ docStatus: 'preliminary' }, ['notFinal | Brief | Nog niet definitief']],
  [{ docStatus: 'amended' }, ['current | Brief | Aangepast']],
  [{ docStatus: 'final' }, ['current | Brief | ']],
  [{ docStatus: 'interim' }, []],
  [{ status: 'superseded' }, ['replaced | Brief | Er is een nieuwere']],
  [{ type: { coding: [{ code: '69730-0' }] } }, ['current | Brief | ']],
])('dossier 18: a document says how it stands: %j', (more, lines) =>
  expect(groupsShown([document(more)])).toEqual(lines),
)

test('dossier 18: what was replaced names what replaced it', () => {
  const old = document({ id: 'old', status: 'superseded' })
  const newer = document({
    id: 'new',
    description: 'Brief van mei',
    relatesTo: [{ code: 'replaces', target: { reference: 'DocumentReference/old' } }],
  })
  expect(shown([old, newer]).lines[1]).toContain('Vervangen door: Brief van mei')
})

test('dossier 1–18: nothing throws, whatever the shape, and everything is shown or counted', () => {
  const kinds = [
    'Appointment',
    'MedicationRequest',
    'MedicationStatement',
    'AllergyIntolerance',
    'DocumentReference',
    'Communication',
  ]
  const keys = [
    'status',
    'code',
    'participant',
    'subject',
    'patient',
    'dosageInstruction',
    'timing',
    'content',
    'payload',
    'start',
    'text',
    'meta',
    'contained',
    'extension',
  ]
  const garbage = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>(null, '', 'x', 'active', 0, -1, true, 'Patient/p', '2026-02-30'),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys, 'coding', 'reference', 'attachment', 'repeat'), tie('node'), {
        maxKeys: 4,
      }),
    ),
  })).node
  const resource = fc
    .tuple(fc.constantFrom(...kinds), fc.dictionary(fc.constantFrom(...keys), garbage))
    .map(([resourceType, rest]) => ({ ...rest, resourceType }))
  fc.assert(
    fc.property(fc.array(fc.oneof(resource, garbage), { maxLength: 5 }), (resources) => {
      const { groups, leftOut } = dossier(resources, day, 'nl')
      expect(groups.every(({ lines }) => lines.every(({ title }) => title !== ''))).toBe(true)
      expect(leftOut.every(({ count }) => count > 0)).toBe(true)
    }),
    { numRuns: 300 },
  )
})
