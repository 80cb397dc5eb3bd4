/** One same-person: a record's names against a document's, and what must hold for every name. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it, test } from 'vitest'
import { CalendarDay } from '../../domain/ids.ts'
import { latin } from '../../domain/identity/name/latin.ts'
import { sameName, samePerson } from '../../domain/identity/same-person.ts'
import { pairs } from './names.ts'

const day = (text: string) => v.parse(CalendarDay, text)
const today = day('2026-12-01')
const Given = v.array(
  v.object({
    record: v.unknown(),
    document: v.object({ family: v.string(), given: v.string() }),
    samePerson: v.boolean(),
    what: v.string(),
  }),
)
const given = v.parse(Given, JSON.parse(readFileSync(new URL('names.json', import.meta.url), 'utf8')))
const list = (record: unknown) => (Array.isArray(record) ? record : [record])

describe('identity 2: a pair of the list', () => {
  it.each(given.map((pair) => [JSON.stringify(pair.record), JSON.stringify(pair.document), pair] as const))(
    '%s and %s',
    (_record, _document, { record, document, samePerson: truth }) => {
      const { answer } = sameName(list(record), document, today)
      expect(answer).not.toBe(truth ? 'different' : 'same')
    },
  )
})

describe('identity 2: a pair of every kind', () => {
  it.each(pairs.map((pair) => [pair.what, pair.answer, pair] as const))('%s: %s', (_what, answer, pair) => {
    expect(sameName(list(pair.record), pair.document, today)).toMatchObject({ answer })
  })
})

describe('identity 2: the birth date is part of it', () => {
  const name = [{ family: 'Jansen', given: ['Jan'] }]
  const person = { family: 'JANSEN', given: 'JAN', birthDate: day('1980-05-03') }
  test.each([
    ['1980-05-03', 'same', []],
    ['1980-05', 'doubt', ['birthDateIncomplete']],
    ['1980', 'doubt', ['birthDateIncomplete']],
    [undefined, 'doubt', ['birthDateMissing']],
    ['1980-03-05', 'different', ['birthDateDiffers']],
    ['1981', 'different', ['birthDateDiffers']],
  ] as const)('%s: %s', (birthDate, answer, reasons) => {
    expect(samePerson({ name, birthDate }, person, today)).toMatchObject({ answer, reasons })
  })
})

/** Letters that stand in European names, each with every form that its table allows. */
const letters = [...latin].filter(([letter]) => letter !== 'ĸ')
const spelled = fc.array(
  fc.oneof(
    fc.constantFrom(...'BCDFGKLMNPRSTVW').map((letter) => [letter, letter] as const),
    fc
      .constantFrom(...letters)
      .chain(([letter, forms]) => fc.constantFrom(...forms).map((form) => [letter, form] as const)),
  ),
  { minLength: 2, maxLength: 9 },
)
const own = (name: readonly (readonly [string, string])[]) => name.map(([letter]) => letter).join('')
const zone = (name: readonly (readonly [string, string])[]) => name.map(([, form]) => form).join('')
const plain = fc.stringMatching(/^[BDFGKLMNPRST][AEIOU][BDFGKLMNPRST][AEIOU][BDFGKLMNPRST]{0,2}$/)

describe('identity 2: for every name', () => {
  it('a lawful transliteration is the same, in every form and mixed, whichever side has it', () => {
    fc.assert(
      fc.property(spelled, spelled, (family, first) => {
        const record = [{ family: own(family).toLowerCase(), given: [own(first).toLowerCase()] }]
        const document = { family: zone(family), given: zone(first) }
        expect(sameName(record, document, today)).toMatchObject({ answer: 'same', inFull: true })
        const turned = [{ family: document.family, given: [document.given] }]
        const other = { family: own(family), given: own(first) }
        expect(sameName(turned, other, today)).toMatchObject({ answer: 'same' })
      }),
    )
  })

  it('two transliterations of one name are never different', () => {
    const twice = spelled.chain((name) =>
      fc
        .tuple(...name.map(([letter]) => fc.constantFrom(...(latin.get(letter) ?? [letter]))))
        .map((forms) => [zone(name), forms.join('')] as const),
    )
    fc.assert(
      fc.property(twice, plain, ([one, other], first) => {
        expect(sameName([{ family: one, given: [first] }], { family: other, given: first }, today).answer).not.toBe(
          'different',
        )
      }),
    )
  })

  it('two given names that both have and that differ are never the same', () => {
    const names = fc.array(plain, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(names, names, fc.constantFrom('Jansen', 'de Vries', 'Khan'), (one, other, family) => {
        const differ = one.some((name, at) => other[at] !== undefined && other[at] !== name)
        fc.pre(differ && one.join('') !== other.join('') && !other.join('').startsWith(one.join('')))
        const document = { family: family.toUpperCase(), given: other.join(' '), kind: 'passport' as const }
        fc.pre(document.family.length + document.given.length < 35 && one.join(' ').length < 25)
        expect(sameName([{ family, given: one }], document, today).answer).not.toBe('same')
      }),
      { numRuns: 500 },
    )
  })

  it('nothing that a record holds throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), fc.string(), (name, family, first) => {
        expect(['same', 'doubt', 'different']).toContain(sameName([name], { family, given: first }, today).answer)
      }),
    )
    const record = fc.record(
      { use: fc.string(), text: fc.string(), family: fc.string(), given: fc.array(fc.option(fc.string())) },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(record, fc.string(), fc.string(), (name, family, first) => {
        expect(['same', 'doubt', 'different']).toContain(sameName([name], { family, given: first }, today).answer)
      }),
    )
  })

  it.each(['constructor', '__proto__', 'toString', 'van valueOf'])('%s is a name like another', (family) => {
    expect(sameName([{ family, given: ['Jan'] }], { family: 'JANSEN', given: 'JAN' }, today).answer).not.toBe('same')
  })

  it('does not grow without bound on a long name', () => {
    const long = 'ÜÖÄ'.repeat(400)
    const started = performance.now()
    sameName(
      [{ family: long, given: Array.from({ length: 60 }, () => 'A') }],
      { family: 'UOA'.repeat(26), given: 'A '.repeat(40) },
      today,
    )
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
