/** Texts keep their values: what is no markup stays, a power stays one, and what is not shown is not said. */
import { describe, expect, test } from 'vitest'
import { plainLine } from '../../domain/plain-text.ts'
import { dossier } from '../../domain/dossier/dossier.ts'
import { allergy, day, document, medicine, message, patient, shown } from './dossier-kit.ts'

const data = (text: string) => Buffer.from(text).toString('base64')
const text = (contentType: string, content: string) =>
  shown([document({ content: [{ attachment: { contentType, data: data(content) } }] })]).lines[0]?.split(' | ')[3]
const html = (content: string) => text('text/html', content)
const elsewhere = 'Dit kunt u thuis lezen, of vraag het aan de balie.'

describe('dossier 13: a value in HTML is kept', () => {
  test.each([
    ['<p>Natrium <135 en kalium >5 mmol/l</p>', 'Natrium <135 en kalium >5 mmol/l'],
    ['<p>CRP < 5, Hb <=7</p>', 'CRP < 5, Hb <=7'],
    ['<p>Mail <jan@x.example> of <https://x.example></p>', 'Mail <jan@x.example> of <https://x.example>'],
    ['leukocyten 4,5 x 10<sup>9</sup>/L', 'leukocyten 4,5 x 10^9/L'],
    ['10<sup> -3 </sup> mol', '10^-3 mol'],
    ['1,73 m<sup>2</sup>', '1,73 m^2'],
    ['1<sup>1</sup>/<sub>2</sub> tablet', '1 1/2 tablet'],
    ['<sup>1</sup>/<sub>2</sub> tablet', '1/2 tablet'],
    ['log10<sub>2</sub>', 'log10_2'],
    ['H<sub>2</sub>O, Na<sup>+</sup>, 1<sup>e</sup> keer', 'H2O, Na+, 1e keer'],
    ['10&sup3; &plusmn; 2 &lt 3 &times; &minus;1', '10³ ± 2 < 3 × −1'],
    ['<a title="x > y">5</a> mg', '5 mg'],
    ['<p title=5">5 mg</p>', '5 mg'],
    ['waarde <b5 mmol', 'waarde <b5 mmol'],
    ['<pre>Na  135\nK   4</pre>', 'Na  135\nK   4'],
    ['<table><tr><td>Na<td>135<tr><td>K<td>4</table>', 'Na 135\nK 4'],
  ])('%s', (content, words) => expect(html(content)).toBe(words))

  test('in markdown and in a message too', () => {
    expect(text('text/markdown', '4,5 x 10<sup>9</sup>/L en **Na <135**')).toBe('4,5 x 10^9/L en Na <135')
    const said = (contentString: string) => shown([message({ payload: [{ contentString }] })]).lines[0]?.split(' | ')[3]
    expect(said('4,5 x 10<sup>9</sup>/L')).toBe('4,5 x 10^9/L')
    expect(said('Na <135 en K >5')).toBe('Na <135 en K >5')
    expect(said('<p style="display:none">oud</p>nieuw')).toBe('nieuw')
  })
})

describe('dossier 13: what a page does not show or strikes out is not said', () => {
  test.each([
    ['<span style="text-decoration: line-through">2 mg</span> 1 mg', '1 mg'],
    ['<span style="text-decoration-line:underline line-through">2 mg</span> 1 mg', '1 mg'],
    ['<span style="color:red;DISPLAY : none">2 mg</span> 1 mg', '1 mg'],
    ['<div style="visibility:hidden">2 mg<p>3 mg</p></div>1 mg', '1 mg'],
    ['<p hidden>2 mg</p>1 mg', '1 mg'],
    ['<style>.oud, s.x{text-decoration:line-through}</style><p class="a oud">2 mg</p><p class="b">1 mg</p>', '1 mg'],
    ['<style>@media print{p{display:none}}</style><p>1 mg</p>', '1 mg'],
    ['<style>a:hover{text-decoration:line-through}</style><p>1 mg</p>', '1 mg'],
    ['<style>td p{display:none}</style><p>1 mg</p>', elsewhere],
    ['<style>@media screen{p{display:none}}</style><p>1 mg</p>', elsewhere],
    ['<style>p{display:block}</style><p>1 mg</p>', '1 mg'],
    ['<del>2 mg <b>per dag</b></del>1 mg', '1 mg'],
    ['<p><s>2 mg<p>3 mg</s>1 mg', '1 mg'],
    ['<div><del>2 mg</div>1 mg', '1 mg'],
    ['<del/>1 mg', '1 mg'],
    ['<script>if (a < b) x("</p>")</script>1 mg', '1 mg'],
  ])('%s', (content, words) => expect(html(content)).toBe(words))
})

test('dossier 13: a text that is nested beyond any letter is read elsewhere, an unfinished one as it stands', () => {
  expect(html('<b>'.repeat(600) + 'x')).toBe(elsewhere)
  expect(html('Na <b')).toBe('Na <b')
  expect(html('<!-- weg')).toBe(elsewhere)
})

test('dossier 13: of letters in two languages the title is that of the text', () => {
  const file = (language: string, title: string) => ({
    attachment: { contentType: 'text/plain', language, title, data: data(title) },
  })
  const both = document({ description: undefined, content: [file('en', 'Letter'), file('nl', 'Brief NL')] })
  expect(shown([both]).lines).toEqual(['current | Brief NL |  | Brief NL'])
  expect(shown([both], 'en').lines).toEqual(['current | Letter |  | Letter'])
})

const replacing = (reference: string, more: object = {}) =>
  document({ id: 'new', description: 'Nieuw', relatesTo: [{ code: 'replaces', target: { reference } }], ...more })
const old = document({ id: 'old', description: 'Oud' })
const oldGroup = (newer: unknown, ...more: readonly unknown[]) =>
  shown([old, newer, ...more]).lines.find((line) => line.includes('| Oud |'))
test.each([
  [replacing('DocumentReference/old'), 'replaced | Oud | Er is een nieuwere | Vervangen door: Nieuw'],
  [replacing('DocumentReference/old/_history/2'), 'replaced | Oud | Er is een nieuwere | Vervangen door: Nieuw'],
  [replacing('DocumentReference/old', { meta: { security: [{ code: 'R' }] } }), 'replaced | Oud | Er is een nieuwere | '], // prettier-ignore
  [replacing('DocumentReference/old', { status: 'entered-in-error' }), 'current | Oud |  | '],
  [replacing('DocumentReference/old', { docStatus: 'preliminary' }), 'current | Oud |  | '],
  [replacing('DocumentReference/old', { relatesTo: [{ code: 'appends', target: { reference: 'DocumentReference/old' } }] }), 'current | Oud |  | '], // prettier-ignore
  [replacing('https://elsewhere.example/DocumentReference/old'), 'current | Oud |  | '],
  [replacing('DocumentReference/new'), 'current | Oud |  | '],
])('dossier 18: what a newer one replaces is not among the current: %#', (newer, line) => {
  expect(
    oldGroup(newer)
      ?.replace(/Dit kunt u thuis.*$/, '')
      .replace(/ \/ $/, ''),
  ).toBe(line)
})

test('dossier 12: a title that betrays is covered, and so is every Dutch compound', () => {
  for (const category of [
    'Kinder- en jeugdpsychiatrie',
    'Ouderenpsychiatrie',
    'Kindermishandeling',
    'Alcoholverslaving',
    'Soapoli',
    'Seksuologie',
    'Geslachtsziekten',
    'GGZ',
    'Zelfdoding',
    'Medische psychologie',
    'Drugsgebruik',
    'Erfelijkheidsonderzoek',
    'Klinische genetica',
    'hivpoli',
    "SOA's",
    'Partnergeweld',
    'Abortuskliniek',
    'Genderpoli',
  ]) {
    // prettier-ignore
    expect(shown([document({ category: [{ text: category }] })])).toEqual({ lines: [], out: ['confidential 1'] })
    expect(shown([document({ description: category })]).out).toEqual(['confidential 1'])
  }
  for (const category of [
    'SOAP-verslag',
    'Studie',
    'Geweldig nieuws',
    'Hearing aids',
    'Hives',
    'Alcohol en operatie',
    'Instituut',
    'Laboratorium',
    'Paramedisch',
    'Fysiotherapie',
    'Aidsfonds',
    'Therapeutisch',
  ])
    // prettier-ignore
    expect(shown([document({ category: [{ text: category }] })]).lines).toHaveLength(1)
})

test('machine 31: a care giver’s name is the one of today', () => {
  const name = (...all: readonly object[]) => {
    const doctor = { resourceType: 'Practitioner', id: 'd', name: all }
    const detail = allergy({ recorder: { reference: 'Practitioner/d' } })
    return dossier([patient, detail, doctor], day, 'nl').groups[0]?.lines[0]?.source
  }
  const over = { use: 'official', family: 'Oudenaam', given: ['Eva'], period: { end: '2020' } }
  const now = { use: 'official', family: 'Nieuwenaam', given: ['Eva'] }
  const later = { use: 'official', family: 'Later', given: ['Eva'], period: { start: '2027' } }
  expect([name(over, now), name(later, now), name(over), name(later)]).toEqual([
    'Eva Nieuwenaam',
    'Eva Nieuwenaam',
    'Niet bekend wie dit opschreef',
    'Niet bekend wie dit opschreef',
  ])
  // One that may hold only where none surely does.
  const odd = { family: 'Misschien', period: { start: 'x' } }
  expect([name(odd, now), name(odd)]).toEqual(['Eva Nieuwenaam', 'Misschien'])
})

test('paper 7: the dossier’s cleaning is the one of all foreign text', () => {
  for (const sign of ['\u061c', '\u2028', '\u00ad', '\u{e0041}', '\u202e', '\u2066', '\u0007']) {
    const title = `Meto${sign}prolol`
    const [line] = shown([medicine({ medicationCodeableConcept: { text: title } })]).lines
    expect(line?.split(' | ')[1]).toBe(plainLine(title))
  }
  // On a line of ours no name begins another.
  expect(shown([medicine({ medicationCodeableConcept: { text: 'Meto\nprolol' } })]).lines[0]).toContain(
    '| Meto prolol |',
  )
  expect(shown([medicine({ medicationCodeableConcept: { text: '\u2800\u00ad' } })]).out).toEqual(['noName 1'])
})
