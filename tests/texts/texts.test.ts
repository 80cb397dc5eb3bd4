import { describe, expect, test } from 'vitest'
import { checkTexts, type Catalogue } from '../../build/text/check-texts.ts'
import { privacy } from '../../central/published/content/privacy.ts'
import { terms } from '../../central/published/content/terms.ts'
import { childForm } from '../../central/published/content/child-form.ts'
import { capableAdultForm } from '../../central/published/content/capable-adult-form.ts'
import { incapableAdultForm } from '../../central/published/content/incapable-adult-form.ts'
import { readForm } from '../../domain/forms/form.ts'
import { languages, type Language } from '../../domain/language.ts'
import { journeys } from '../../domain/journeys/index.ts'
import { outcomes } from '../../domain/outcome/outcomes.ts'
import * as words from '../../session/flow/words.ts'
import { receiptWords } from '../../session/receipt/words.ts'
import { texts } from '../../renderer/texts/index.ts'

const flat = (language: Language): Catalogue => ({
  ...Object.fromEntries(
    Object.entries(texts[language]).flatMap(([section, entries]) =>
      Object.entries(entries).map(([key, text]) => [`${section}.${key}`, text]),
    ),
  ),
  ...Object.fromEntries(Object.entries(outcomes).map(([id, outcome]) => [`outcome ${id}`, outcome.patient[language]])),
})
/** Every text of the shape {nl, nlSimple, en} in a value, by its path. */
function textsIn(value: unknown, path: string): readonly (readonly [string, Readonly<Record<string, string>>])[] {
  if (value === null || typeof value !== 'object') return []
  const entries = Object.entries(value)
  if (languages.every((language) => language in value) && entries.every(([, text]) => typeof text === 'string'))
    return [[path, Object.fromEntries(entries)]]
  return entries.flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`))
}
const journeyWords = journeys.map(({ words: { form, explained, choice } }) => ({
  ...form,
  ...explained,
  ...choice,
  statement: form?.statement('M. (2019)'),
}))
const spoken = textsIn({ ...words, receiptWords, journeyWords }, 'session')
const others = Object.fromEntries(
  languages.map((language) => [
    language,
    Object.fromEntries(spoken.map(([path, text]) => [path, text[language] ?? ''])),
  ]),
)
const all = Object.fromEntries(languages.map((language) => [language, flat(language)]))

describe('Every sentence a visitor can read', () => {
  test('stands in every language, fits twelve words and keeps to the word list', () => {
    expect(checkTexts(all, [])).toEqual([])
  })

  test('also in what the hospital shows: terms, privacy statement and form', () => {
    const forms = [childForm, incapableAdultForm, capableAdultForm].map(readForm)
    expect(forms).not.toContain(null)
    const shown = textsIn({ terms, privacy, forms }, 'content')
    expect(shown.filter(([path]) => path.startsWith('content.forms')).length).toBeGreaterThan(40)
    const byLanguage = languages.map((language) => [
      language,
      Object.fromEntries(shown.map(([path, text]) => [path, text[language] ?? ''])),
    ])
    expect(checkTexts(Object.fromEntries(byLanguage))).toEqual([])
  })

  test('also when the session says it', () => {
    expect(spoken.length).toBeGreaterThan(5)
    expect(checkTexts(others)).toEqual([])
  })

  test.each([
    ['a missing text', { nl: { a: 'Ja' }, en: {} }, 'en a: is missing'],
    ['an empty text', { nl: { a: ' ' } }, 'nl a: is empty'],
    ['another placeholder', { nl: { a: 'Stap {at}' }, en: { a: 'Step {to}' } }, 'placeholders'],
    [
      'a long sentence',
      { nl: { a: 'Een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien.' } },
      '12 words',
    ],
    ['a word that the hospital does not use', { nl: { a: 'Helaas, dit kan niet.' } }, 'word list'],
    ['such a word in simple Dutch', { nlSimple: { a: 'Doe dit middels de lezer.' } }, 'word list'],
    ['such a word in English', { en: { a: 'Click here.' } }, 'word list'],
  ])('is refused with %s', (_name, catalogues: Readonly<Record<string, Catalogue>>, finding) => {
    expect(checkTexts(catalogues).join('\n')).toContain(finding)
  })

  test('may have twelve words, and a word that only contains a forbidden one', () => {
    expect(
      checkTexts({
        nl: { a: 'Een twee drie vier vijf zes zeven acht negen tien elf twaalf.', b: 'De diender indiende.' },
      }),
    ).toEqual([])
  })
})
