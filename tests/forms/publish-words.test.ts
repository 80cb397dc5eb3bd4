/** What a form says has to be seen, told apart and asked; what is not is refused by place, element and reason. */
import { describe, expect, it, test } from 'vitest'
import { publishableForm } from '../../domain/forms/publish.ts'
import { longest, mostOptions, reading } from '../../domain/forms/publish-words.ts'
import { plainDutchUrl } from '../../domain/forms/translation.ts'
import { Intent } from '../../domain/contract/messages/channel.ts'
import * as v from 'valibot'
import { childForm, translated } from '../session/support/content.ts'

type Item = Record<string, unknown>
const form = (...item: readonly unknown[]) => ({ ...childForm, item })
const option = (code: string, nl: string, en = nl, simple?: string): Item => ({ valueCoding: { system: 'https://x.example/cs', code, display: nl, _display: translated(en, simple) } }) // prettier-ignore
const choice = (linkId: string, more: Item = {}): Item => ({
  linkId,
  type: 'choice',
  text: `Vraag ${linkId}?`,
  _text: translated(`Question ${linkId}?`),
  required: true,
  answerOption: [option('yes', 'Ja', 'Yes'), option('no', 'Nee', 'No'), option('later', 'Later', 'Not now')],
  ...more,
})
const asks = (text: string, en = text): Item => ({ text, _text: translated(en) })
const offers = (...answerOption: readonly Item[]): Item => ({ answerOption })
const is = (question: string, code: string, operator = '='): Item => ({ question, operator, answerCoding: { code } })
const answered = (question: string, answerBoolean: boolean): Item => ({ question, operator: 'exists', answerBoolean })
const when = (...enableWhen: readonly Item[]): Item => ({ enableWhen, ...(enableWhen.length > 1 ? { enableBehavior: 'all' } : {}) }) // prettier-ignore
const any = (...enableWhen: readonly Item[]): Item => ({ enableWhen, enableBehavior: 'any' })
const translation = (lang: string, text: string): Item => ({
  url: 'http://hl7.org/fhir/StructureDefinition/translation',
  extension: [{ url: 'lang', valueCode: lang }, { url: 'content', valueString: text }],
}) // prettier-ignore

function faultsOf(resource: unknown): readonly string[] {
  const published = publishableForm(resource)
  return published.kind === 'form'
    ? []
    : published.faults.map((one) => `${one.linkId ?? '-'} ${one.element} ${one.why}`)
}

const unseen: Readonly<Record<string, string>> = {
  'an override': 'Ik geef \u202eneeg\u202c toestemming',
  'an embedding': 'a\u202ab',
  'an isolate': 'a\u2067b\u2069',
  'a mark from right to left': 'a\u200fb',
  'an Arabic letter mark': 'a\u061cb',
  'a bell': 'a\u0007b',
  'an escape': 'a\u001b[31mb',
  'a tab': 'a\tb',
  'a line feed': 'a\nb',
  'a control of Latin 1': 'a\u0085b',
  'a line separator': 'a\u2028b',
  'a soft hyphen': 'a\u00adb',
  'a zero-width blank': 'a\u200bb',
  'a byte order mark': 'a\ufeffb',
  'a tag': 'a\u{e0041}b',
  'a letter of private use': 'a\ue000b',
  'half a letter': 'a\ud800b',
  'no character': 'a\uffffb',
}
const blank = ['', ' ', '\u00a0', '\u200b', '\u2060\u200d', '\u3164', '\u2800', '\u3000', '\u0301', '\ufeff']

describe('machine 30: what a published form says can be seen', () => {
  it.each(Object.entries(unseen))('not with %s, wherever it stands', (_name, text) => {
    expect(faultsOf(form(choice('a', asks(text, 'Fine'))))).toContain('a text steers')
    expect(faultsOf(form(choice('a', asks('Goed', text))))).toContain('a _text.extension steers')
    expect(faultsOf(form(choice('a', offers(option('y', text, 'Yes')))))).toContain('a answerOption.valueCoding.display steers') // prettier-ignore
    const help = { linkId: 'h', type: 'display', ...asks(text, 'Fine') }
    expect(faultsOf(form(choice('a', { item: [help] })))).toContain('h text steers')
    expect(faultsOf({ ...form(choice('a')), title: text })).toContain('- title steers')
    expect(faultsOf(form(choice('a', offers(option(`y${text}`, 'Ja', 'Yes')))))).not.toEqual([])
    expect(faultsOf({ ...form(choice('a')), publisher: text })).toContain('- publisher steers') // prettier-ignore
  })

  it.each(blank.map((text) => [[...text].map((one) => one.codePointAt(0)?.toString(16)).join(' '), text] as const))(
    'not with a text that draws nothing (%s)',
    (_codes, text) => {
      expect(faultsOf(form(choice('a', asks(text, 'Fine'))))).toContain('a text missing')
      expect(faultsOf(form(choice('a', asks('Goed', text))))).toContain('a _text.extension missing')
      expect(faultsOf({ ...form(choice('a')), _title: translated(text) })).toContain('- _title.extension missing')
      expect(faultsOf(form(choice('a', offers(option('y', 'Ja', 'Yes', text)))))).toContain('a answerOption.valueCoding._display.extension missing') // prettier-ignore
    },
  )

  it('a text as long as a screen can hold, and no longer', () => {
    const fits = (most: number) => 'x'.repeat(most)
    expect(faultsOf(form(choice('a', asks(fits(longest.text)))))).toEqual([])
    expect(faultsOf(form(choice('a', asks(fits(longest.text + 1), 'Fine'))))).toEqual(['a text tooLong'])
    expect(faultsOf(form(choice('a', asks('Goed', fits(longest.text + 1)))))).toEqual(['a _text.extension tooLong'])
    expect(faultsOf(form(choice('a', offers(option('y', fits(longest.display), 'Yes')))))).toEqual([])
    expect(faultsOf(form(choice('a', offers(option('y', fits(20_000), 'Yes')))))).toEqual(['a answerOption.valueCoding.display tooLong']) // prettier-ignore
    expect(faultsOf({ ...form(choice('a')), title: fits(longest.title + 1) })).toEqual(['- title tooLong'])
    const notice = (text: string) => form(choice('a', { item: [{ linkId: 'h', type: 'display', ...asks(text) }] }))
    expect(faultsOf(notice(fits(longest.notice)))).toEqual([])
    expect(faultsOf(notice(fits(longest.notice + 1)))).toContain('h text tooLong')
  })

  it('in the languages that the screens offer, and in all of them', () => {
    for (const language of ['de', 'en', 'tr', 'NL', '', 5]) expect(faultsOf({ ...form(choice('a')), language })).toContain('- language notOffered') // prettier-ignore
    for (const language of [undefined, 'nl', 'nl-NL']) expect(faultsOf({ ...form(choice('a')), language })).toEqual([])
    const beside = (...extension: readonly Item[]) => faultsOf(form(choice('a', { _text: { extension } })))
    expect(beside(translation('en', 'Yes?'), translation('tr', 'Evet?'))).toEqual(['a _text.extension notOffered'])
    expect(beside(translation('en', 'Yes?'), translation('nl', 'Nee?'))).toEqual(['a _text.extension notOffered'])
    expect(beside(translation('en-GB', 'Yes?'))).toEqual(['a _text.extension notOffered', 'a text untranslated'])
    expect(beside(translation('nl-x-simple', 'Ja?'))).toEqual(['a text untranslated'])
    const twice = [translation('nl-x-simple', 'Ja?'), { url: plainDutchUrl, valueString: 'Nee?' }]
    expect(beside(translation('en', 'Yes?'), ...twice)).toEqual(['a text untranslated'])
  })
})

describe('machine 30: the options of a published question can be told apart', () => {
  it.each([
    ['the same words', option('yes', 'Ja', 'Yes'), option('no', 'Ja', 'No')],
    ['in English only', option('yes', 'Ja', 'Yes'), option('no', 'Nee', 'Yes')],
    ['in plain Dutch only', option('yes', 'Ja', 'Yes', 'Goed'), option('no', 'Nee', 'No', 'Goed')],
    ['plain Dutch that reads as another’s Dutch', option('yes', 'Ja', 'Yes'), option('no', 'Nee', 'No', 'Ja')],
    ['another case', option('yes', 'Ja', 'Yes'), option('no', 'JA', 'No')],
    ['more blanks', option('yes', 'Ja graag', 'Yes'), option('no', ' Ja  graag ', 'No')],
    ['a full stop', option('yes', 'Ja', 'Yes'), option('no', 'Ja.', 'No')],
    ['composed and decomposed', option('yes', 'Bébé', 'Yes'), option('no', 'Be\u0301be\u0301', 'No')],
    ['wide letters', option('yes', 'Ja', 'Yes'), option('no', 'Ｊａ', 'No')],
    ['Cyrillic letters', option('yes', 'Ja', 'Yes'), option('no', 'Jа', 'No')],
    ['Greek letters', option('yes', 'NEE', 'Yes'), option('no', 'ΝΕΕ', 'No')],
  ])('not with %s', (_name, ...options) => {
    expect(faultsOf(form(choice('a', offers(...options))))).toEqual(['a answerOption.valueCoding.display alike'])
  })

  it('other words, signs and numbers are other options', () => {
    const texts = ['Ja', 'Nee', 'Ja, graag', 'Ja?', '1', '2', '+', '-', '1,5 mg', '15 mg', 'Thuis', 'Alle andere']
    expect(new Set(texts.map(reading)).size).toBe(texts.length)
    expect(faultsOf(form(choice('a', offers(...texts.map((text, at) => option(`o${at}`, text))))))).toEqual([])
  })

  it('as many as one answer can hold', () => {
    const many = (count: number) =>
      offers(...Array.from({ length: count }, (_one, at) => option(`o${at}`, `Keus ${at}`)))
    const answer = (count: number) => ({ kind: 'answer', linkId: 'a', values: Array.from({ length: count }, (_one, at) => `o${at}`) }) // prettier-ignore
    expect(faultsOf(form(choice('a', many(mostOptions))))).toEqual([])
    expect(faultsOf(form(choice('a', many(mostOptions + 1))))).toEqual(['a answerOption tooMany'])
    expect([v.is(Intent, answer(mostOptions)), v.is(Intent, answer(mostOptions + 1))]).toEqual([true, false])
  })
})

describe('machine 30: every question of a published form can come to be asked', () => {
  const never: Readonly<Record<string, readonly Item[]>> = {
    'an answer that is one and another': [choice('a'), choice('z', when(is('a', 'yes'), is('a', 'no')))],
    'an answer that is and is not': [choice('a'), choice('z', when(is('a', 'yes'), is('a', 'yes', '!=')))],
    'an answer and none': [choice('a', { required: false }), choice('z', when(is('a', 'yes'), answered('a', false)))],
    'none where one is required': [choice('a'), choice('z', when(answered('a', false)))],
    'no option left': [
      choice('a'),
      choice('z', when(is('a', 'yes', '!='), is('a', 'no', '!='), is('a', 'later', '!='))),
    ],
    'other than the only option': [choice('a', offers(option('yes', 'Ja'))), choice('z', when(is('a', 'yes', '!=')))],
    'through a question in between': [choice('a'), choice('b', when(is('a', 'yes'))), choice('z', when(is('b', 'yes'), is('a', 'no')))], // prettier-ignore
    'none of a question that was asked': [choice('a'), choice('b', when(is('a', 'yes'))), choice('z', when(is('a', 'yes'), answered('b', false)))], // prettier-ignore
    'in a group that says otherwise': [choice('a'), { linkId: 'g', type: 'group', ...when(is('a', 'yes')), item: [choice('z', when(is('a', 'no')))] }], // prettier-ignore
    'one of several that never holds': [choice('a'), choice('z', any(is('a', 'yes'), answered('a', false)))],
    'two of several answers that exclude': [choice('a', { repeats: true }), choice('z', when(is('a', 'no'), is('a', 'no', '!=')))], // prettier-ignore
  }
  it.each(Object.entries(never))('not: %s', (_name, items) => {
    expect(faultsOf(form(...items))).toEqual(['z enableWhen never'])
  })

  const asked: Readonly<Record<string, readonly Item[]>> = {
    'neither of two': [choice('a'), choice('z', when(is('a', 'yes', '!='), is('a', 'no', '!=')))],
    'both, where several may be chosen': [
      choice('a', { repeats: true }),
      choice('z', when(is('a', 'yes'), is('a', 'no'))),
    ],
    'none, where a question may be left': [choice('a', { required: false }), choice('z', when(answered('a', false)))],
    'none, where a question was not asked': [choice('a'), choice('b', when(is('a', 'yes'))), choice('z', when(answered('b', false)))], // prettier-ignore
    'either of two': [choice('a'), choice('z', any(is('a', 'yes'), is('a', 'no')))],
    'behind a chain': [choice('a'), choice('b', when(is('a', 'yes'))), choice('c', when(is('b', 'no', '!='))), choice('z', when(answered('c', true)))], // prettier-ignore
  }
  it.each(Object.entries(asked))('but: %s', (_name, items) => {
    expect(faultsOf(form(...items))).toEqual([])
  })

  test('a form of which nobody can follow the conditions is refused in a moment', () => {
    const several = Array.from({ length: 12 }, (_one, at) => choice(`q${at}`, { required: false, repeats: true }))
    const tangle = several.map((_one, at) => choice(`r${at}`, { required: false, ...when(is(`q${at}`, 'yes'), is(`q${(at + 1) % 12}`, 'no')) })) // prettier-ignore
    const last = choice('z', when(...tangle.map((_one, at) => is(`r${at}`, 'yes')), is('q0', 'yes', '!=')))
    const began = performance.now()
    expect(faultsOf(form(...several, ...tangle, last)).join()).toMatch(/^z enableWhen (never|entangled)$/)
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

describe('machine 30: a published form has an address, a version and names that can be used', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'http://x.example/f', 'file:///x', 'https:///x', 'https://x.example/a b', 'https://x.example/f|2', 'https://x.example/f#a', 'urn:x', 'x'])(
    'not %s',
    (url) => {
      expect(faultsOf({ ...form(choice('a')), url })).toContain('- url notHttps')
    },
  ) // prettier-ignore

  it('and no address inside it that somebody could run', () => {
    const system = (of: string) => form(choice('a', offers({ valueCoding: { system: of, code: 'y', display: 'Ja', _display: translated('Yes') } }))) // prettier-ignore
    for (const bad of ['javascript:alert(1)', ' JavaScript:x', 'data:text/html,x', 'vbscript:x', 'file:///etc'])
      expect(faultsOf(system(bad))).toEqual(['a answerOption.0.valueCoding.system notHttps'])
    for (const good of ['http://snomed.info/sct', 'https://x.example/cs', 'urn:oid:2.16.840.1.113883.2.4.4.1'])
      expect(faultsOf(system(good))).toEqual([])
    const identifier = [{ system: 'javascript:alert(1)', value: '1' }]
    expect(faultsOf({ ...form(choice('a')), identifier })).toEqual(['- identifier.0.system notHttps'])
  })

  it.each([' ', '1 2', '1|2', '|', '1\u200b', '1#2', '-1', 'één', '1'.repeat(65)])('not the version %j', (version) => {
    expect(faultsOf({ ...form(choice('a')), version }).join()).toMatch(/- version (wrongValue|steers)/)
  })

  it.each(['1', '1.0.0', '2026-11', '1.2.0-rc.1+build.5'])('but the version %s', (version) => {
    expect(faultsOf({ ...form(choice('a')), version })).toEqual([])
  })

  it.each(['__proto__', 'constructor', 'toString', ' '])('not the link id %s, which every object answers', (linkId) => {
    expect(faultsOf(form(choice('a'), choice(linkId)))).toContain('- linkId missing')
  })

  it('and a nest that nobody can read is refused, not thrown', () => {
    let item: Item = choice('a')
    for (let at = 0; at < 20_000; at += 1) item = { linkId: `g${at}`, type: 'group', item: [item] }
    expect(faultsOf(form(item))).toEqual(['- item notShown'])
  })
})
