/** Labels that hide, modifiers that change the meaning, and "none known" beside what is not shown. */
import { expect, test } from 'vitest'
import { trimmed } from '../../central/kiosk-api/gateway/preview/trim.ts'
import { allergy, appointment, document, me, medicine, shown, statement } from './dossier-kit.ts'

const v3 = (name: string) => `http://terminology.hl7.org/CodeSystem/v3-${name}`
const security = (...labels: readonly object[]) => ({ meta: { security: labels } })
const restricted = security({ system: v3('Confidentiality'), code: 'R' })
const truvada = { resourceType: 'Medication', id: 'x', code: { text: 'Truvada' } }
const refers = (reference: string) => ({ medicationCodeableConcept: undefined, medicationReference: { reference } })

test.each([
  ['a contained medicine', [medicine({ ...refers('#x'), contained: [{ ...truvada, ...restricted }] })]],
  ['a medicine referred to', [medicine(refers('Medication/x')), { ...truvada, ...restricted }]],
  ['the same said by the patient', [statement(refers('Medication/x')), { ...truvada, ...restricted }]],
  ['an object identifier', [medicine(security({ system: 'urn:oid:2.16.840.1.113883.5.25', code: 'V' }))]],
  ['a foreign system', [medicine(security({ system: 'urn:x', code: 'R' }))]],
  ['a code of no system', [medicine(security({ code: 'N' }))]],
  ['words only', [document({ securityLabel: [{ text: 'zeer vertrouwelijk' }] })]],
  ['an empty label', [document({ securityLabel: [{}] })]],
  [
    'words beside a harmless code',
    [document({ securityLabel: [{ coding: [{ system: v3('Confidentiality'), code: 'N' }], text: 'vertrouwelijk' }] })],
  ],
  ...['PRS', 'DIA', 'DRGIS', 'PROCESSINLINELABEL', 'NEWCODE'].map(
    (code) => [code, [medicine(security({ system: v3('ActCode'), code }))]] as const,
  ),
  ['a Bundle', [{ resourceType: 'Bundle', ...restricted, entry: [{ resource: medicine({ id: 'm' }) }] }]],
] as const)('dossier 12: a label hides, wherever it stands: %s', (_what, resources) => {
  expect(shown(resources)).toEqual({ lines: [], out: ['confidential 1'] })
  expect(shown(resources, 'nl', { sensitive: 'shown' }).lines).toHaveLength(1)
})

test.each([
  security({ system: v3('Confidentiality'), code: 'N' }),
  security({ system: 'http://hl7.org/fhir/v3/Confidentiality', code: 'U' }),
  security({ system: v3('ActReason'), code: 'HTEST' }, { system: v3('ObservationValue'), code: 'SUBSETTED' }),
])('dossier 12: a label that is known to be harmless hides nothing: %j', (labels) => {
  expect(shown([medicine(labels)]).lines).toHaveLength(1)
})

test('dossier 12: the label of a medicine leaves the central with it', () => {
  const { lines } = shown([medicine(refers('Medication/x')), trimmed({ ...truvada, ...restricted }, () => true)])
  expect(lines).toEqual([])
})

test('dossier 12: an old letter does not name a hidden one that replaced it', () => {
  const newer = document({
    ...restricted,
    id: 'new',
    description: 'Brief van de hiv-poli',
    relatesTo: [{ code: 'replaces', target: { reference: 'DocumentReference/old' } }],
  })
  expect(JSON.stringify(shown([document({ id: 'old', status: 'superseded' }), newer]))).not.toContain('hiv')
})

const none = (code: string, system = 'http://snomed.info/sct') => allergy({ code: { coding: [{ system, code }] } })
const groups = (resources: readonly unknown[]) => shown(resources).lines.map((line) => line.split(' | ')[0])

test.each([
  ['confidential', allergy(restricted)],
  ['unreadable', allergy({ clinicalStatus: 'active' })],
  ['of no shape at all', { ...allergy({}), meta: 'x' }],
  ['without a name', allergy({ code: { coding: [{ system: 'http://snomed.info/sct', code: '91936005' }] } })],
])('dossier 4: "none known" is not said beside an allergy that is %s', (_what, other) => {
  for (const code of ['716186003', '409137002', '429625007']) {
    expect(groups([none(code), other])).not.toContain('noneKnown')
    expect(groups([other, none(code)])).not.toContain('noneKnown')
  }
})

test('dossier 4: what never was true says nothing against "none known"', () => {
  const refuted = allergy({ verificationStatus: { coding: [{ code: 'refuted' }] } })
  expect(groups([none('716186003'), refuted])).toEqual(['noneKnown'])
})

test.each([
  ['409137002', ['medication'], false],
  ['409137002', ['biologic'], false],
  ['409137002', ['food'], true],
  ['409137002', undefined, false],
  ['429625007', ['food'], false],
  ['429625007', ['medication'], true],
  ['429625007', undefined, false],
  ['428607008', ['environment'], false],
  ['428607008', ['food'], true],
  ['428197003', ['food'], false],
])('dossier 4: no known allergy of one kind (%s) beside one of %s: said %s', (code, category, said) => {
  const [one, other] = [none(code), allergy({ category })]
  const named = { ...one, code: { coding: [{ system: 'http://snomed.info/sct', code, display: 'No known …' }] } }
  expect(groups([named, other]).includes('noneKnown')).toBe(said)
})

test('dossier 4: none of one kind is said in Dutch, and never as none at all', () => {
  expect(shown([none('409137002')]).lines[0]).toContain('Geen allergie bekend: medicijnen')
  expect(shown([none('428197003')])).toEqual({ lines: [], out: ['noName 1'] })
})

const strange = { modifierExtension: [{ url: 'https://x.example', valueBoolean: true }] }
test.each([
  ['an appointment', [appointment(strange)]],
  ['a participant', [appointment({ participant: [{ actor: me, status: 'accepted', ...strange }] })]],
  ['a reaction', [allergy({ reaction: [{ manifestation: [{ text: 'Uitslag' }], ...strange }] })]],
  ['a medicine referred to', [medicine(refers('Medication/x')), { ...truvada, ...strange }]],
  ['a contained medicine', [statement({ ...refers('#x'), contained: [{ ...truvada, ...strange }] })]],
] as const)('dossier 1: a modifier that nobody here knows, in %s', (_what, resources) => {
  expect(shown(resources)).toEqual({ lines: [], out: ['unreadable 1'] })
})
