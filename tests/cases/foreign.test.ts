/** Cases of somebody else are read, compared and told apart; a runner that cannot say "differs" would say nothing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { differences } from '../../tools/cases/match.ts'
import { foreignCases } from '../../tools/cases/foreign.ts'
import { entries } from './entries.ts'
import { entriesOf, overview } from './overview.ts'
import { entryTable, publishedTable } from './table.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'balie-cases-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, cases: unknown): void => writeFileSync(join(folder, name), JSON.stringify(cases))
const results = (): readonly string[] => foreignCases(folder).map(({ result }) => result)

describe('Foreign cases', () => {
  test('of names are same, differ, or only ask', () => {
    const record = { family: 'Khan', given: ['Muhammad', 'Ali'] }
    const document = { family: 'KHAN', given: 'MUHAMMAD UMAR' }
    put('names-of-somebody.json', [
      { record, document, samePerson: false },
      { record, document, expect: { answer: 'same' } },
      { record, document },
    ])
    expect(results()).toEqual(['same', 'differs', 'asked'])
  })

  test('of names with birth dates ask whether it is the person', () => {
    const name = [{ family: 'Khan', given: ['Muhammad', 'Ali'] }]
    const document = { family: 'KHAN', given: 'MUHAMMAD ALI', birthDate: '1984-06-14' }
    put('names.json', [
      { record: { name, birthDate: '1984-06-14' }, document, expect: { answer: 'same' } },
      { record: { ...name[0], birthDate: '1984-06-14' }, document, expect: { answer: 'same' } },
      { record: { name, birthDate: '1984-06' }, document, expect: { reasons: ['birthDateIncomplete'] } },
      { record: { name }, document, expect: { answer: 'doubt', reasons: ['birthDateMissing'] } },
      { record: { name, birthDate: '1985-06-14' }, document, samePerson: false, expect: { answer: 'different' } },
    ])
    expect(results()).toEqual(['same', 'same', 'same', 'same', 'same'])
  })

  test('of zones say what was read, or why not', () => {
    const lines = ['P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<', 'SPECI20142NLD6503101F2403096999999990<<<<<84']
    put('mrz.json', [
      { lines, day: '2024-01-01', expect: { ok: true } },
      { lines: 'X', day: '2024-01-01', expect: { ok: true } },
    ])
    expect(foreignCases(folder).at(1)).toMatchObject({ result: 'differs' })
  })

  test('of dossiers see groups, titles and what was left out', () => {
    const patient = { resourceType: 'Patient', id: 'p' }
    const allergy = {
      resourceType: 'AllergyIntolerance',
      patient: { reference: 'Patient/p' },
      verificationStatus: {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'entered-in-error' },
        ],
      },
      code: { text: 'Noten' },
    }
    put('dossier.json', [
      {
        resources: [patient, allergy],
        day: '2026-11-23',
        expect: { titles: [], leftOut: [{ reason: 'error', count: 1 }] },
      },
      { resources: [patient, allergy], day: '2026-11-23', expect: { titles: ['Noten'] } },
    ])
    expect(results()).toEqual(['same', 'differs'])
  })

  test('of rules tell bad facts and a bad policy from an outcome', () => {
    put('rules.json', [
      { facts: {}, expect: { outcome: 'badFacts' } },
      { facts: {}, cells: { 'ages.childSigns': 'x' }, expect: { outcome: 'badPolicy' } },
    ])
    expect(results()).toEqual(['same', 'same'])
  })

  test('of forms tell what can be shown', () => {
    put('forms.json', [{ questionnaire: { resourceType: 'Questionnaire' }, expect: { refused: true } }])
    expect(results()).toEqual(['same'])
  })

  test('that are no cases are said, and so is a file that is no list', () => {
    put('mrz.json', [{ lines: 3 }])
    put('rules-b.json', { not: 'a list' })
    put('else.json', [])
    expect(results()).toEqual(['unreadable', 'unreadable'])
  })
})

describe('What is expected', () => {
  test.each([
    [{ a: 1 }, { a: 1, b: 2 }, 0],
    [{ a: 1 }, { a: 2 }, 1],
    [[1, 2], [2, 1], 2],
    [[1], [1, 2], 1],
    [{ $has: [{ a: 1 }] }, [{ a: 1, b: 2 }, { a: 3 }], 0],
    [{ $has: [{ a: 2 }] }, [{ a: 1 }], 1],
    [{ $hasNot: [{ a: 1 }] }, [{ a: 1 }], 1],
    [{ $hasNot: [{ a: 1 }] }, [], 0],
    [{ t: { $text: 'een' } }, { t: 'geen' }, 0],
    [{ t: { $text: 'twee' } }, { t: 'geen' }, 1],
    [{ a: null }, {}, 1],
  ])('%j of %j has %i differences', (expected, found, count) => {
    expect(differences(expected, found)).toHaveLength(count)
  })
})

describe('The list of entries', () => {
  test('has every entry once', () => {
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
    expect(entries).toHaveLength(12 + 19 + 15 + 31 + 9 + 28)
  })

  test('is the table of docs/cases.md (else type: npm run cases -- --table)', () => {
    // Prettier pads the cells.
    const words = (text: string): readonly string[] => text.split('\n').map((row) => row.replace(/[\s-]+/g, ' ').trim()).filter(Boolean) // prettier-ignore
    expect(words(publishedTable())).toEqual(words(entryTable()))
  })

  test('finds the entries in the names of tests', () => {
    expect(entriesOf('Some group > identity 3: a name')).toEqual(['identity 3'])
    expect(entriesOf('dossier 4, 6: two at once')).toEqual(['dossier 4', 'dossier 6'])
    expect(entriesOf('a machine 3 without a colon')).toEqual([])
  })

  test('calls an entry right only when it has a test and none of them failed', () => {
    const result = (tests: Parameters<typeof overview>[0], id: string) =>
      overview(tests).find(({ entry }) => entry.id === id)?.result
    const one = { file: 'a', name: 'rules 1: x', passed: true }
    expect(result([one], 'rules 1')).toBe('right')
    expect(result([one, { ...one, passed: false }], 'rules 1')).toBe('wrong')
    expect(result([], 'rules 1')).toBe('no test')
    expect(result([], 'machine 7')).toBe('later')
  })
})
