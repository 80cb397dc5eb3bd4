/** Every row of the rule table, clause of the terms and row of other hospitals has its check here; makes docs/rules/coverage.md. */
import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { checkTexts } from '../../build/text/check-texts.ts'
import { languages, type Language } from '../../domain/language.ts'
import { nextSteps } from '../../domain/rules/refusals/next.ts'
import { refusals } from '../../domain/rules/refusals/index.ts'
import { withdrawalRefusals } from '../../domain/rules/refusals/withdrawal.ts'
import { clauses } from './covered/clauses.ts'
import { others } from './covered/others.ts'
import { rows } from './covered/rows.ts'
import { child13, outcome, type Check } from './covered/support.ts'
import { changed } from './sample.ts'

describe.each([
  ['each row of the rule table', rows],
  ['each clause of the terms about mandates', clauses],
  ['each row of other hospitals', others],
])('%s is covered', (_, checks) => {
  it.each(checks)('%s: %s', (_id, _promise, actual, expected) => {
    expect(actual()).toEqual(expected)
  })
})

describe('what a visitor reads', () => {
  const texts = [...Object.values(refusals).map(({ visitor }) => visitor), ...Object.values(nextSteps)]
  it('has sentences of at most twelve words', () => {
    const sentences = texts.flatMap((text) => Object.values(text)).flatMap((text) => text.split(/(?<=[.?!]) /))
    expect(sentences.filter((sentence) => sentence.split(' ').length > 12)).toEqual([])
  })
  it('stands in every language, without words of the hospital’s list', () => {
    const catalogue = (language: Language) =>
      Object.fromEntries(
        Object.entries({ ...refusals, ...withdrawalRefusals }).flatMap(([id, { visitor, next }]) => [
          [id, visitor[language]],
          [`next ${next}`, nextSteps[next][language]],
        ]),
      )
    expect(checkTexts(Object.fromEntries(languages.map((language) => [language, catalogue(language)])))).toEqual([])
  })
  it('is the same for a child that said no as for a request that is being looked at', () => {
    expect(refusals['R04.childSaidNo'].visitor).toEqual(refusals['R06.saidNo'].visitor)
    expect(outcome(changed(child13, { patient: { answer: 'no' } }))).toBe('R04.childSaidNo → waitForHospital')
    expect(JSON.stringify(refusals['R04.childSaidNo'].visitor)).not.toMatch(/nee|kind|child|no\b/i)
  })
})

afterAll(() => {
  const table = (title: string, checks: readonly Check[]) => [
    `## ${title}`,
    '',
    '| What | Promise, and the test’s name | Test |',
    '|---|---|---|',
    ...checks.map(([id, promise]) => `| ${id} | ${promise} | tests/rules/coverage.test.ts |`),
    '',
  ]
  const lines = [
    '# What the tests of the rules cover',
    '',
    'Made by tests/rules/coverage.test.ts.',
    '',
    ...table('Rows of the rule table', rows),
    ...table('Clauses of the terms', clauses),
    'The other clauses are not about mandates: 1 and 9 to 16 and the rest of the privacy statement are about log-in, the',
    'record, the portal and the device.',
    '',
    ...table('Other hospitals, each row of the comparison', others),
  ]
  writeFileSync(new URL('../../docs/rules/coverage.md', import.meta.url), lines.join('\n'))
})
