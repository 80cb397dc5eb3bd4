/** The comparison at the end of `npm run mutate:rules`: what makes a run fail. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { excusesIn, figuresOf, verdict } from '../bench/survivors.ts'

const source = 'const limit =\n  day | 1\nconst other = day | 1\n'
const [first, second] = [
  { start: { line: 2, column: 3 }, end: { line: 2, column: 10 } },
  { start: { line: 3, column: 15 }, end: { line: 3, column: 22 } },
]
/** A report on one file: both places say `day | 1` and are changed into `0`. */
const report = (statuses: readonly [string, string], file = 'domain/days.ts') => ({
  files: {
    [file]: {
      source,
      mutants: [
        { status: statuses[0], replacement: '0', location: first },
        { status: statuses[1], replacement: '0', location: second },
      ],
    },
  },
})
const key = 'domain/days.ts: day ¦ 1 → 0'
const found = (statuses: readonly [string, string], excuses: readonly string[] = [], everyPart = false) =>
  verdict({ reports: [report(statuses)], excuses, everyPart })
const nothing = { unexcused: [], timedOut: [], stale: [] }

describe('a run of mutants', () => {
  it('is in order when all are killed, or stopped while loading', () => {
    expect(found(['Killed', 'Killed'])).toEqual(nothing)
    expect(found(['RuntimeError', 'CompileError'])).toEqual(nothing)
  })
  it.each(['Survived', 'NoCoverage', 'Pending'])('names a mutant that is %s, with its text in one line', (status) => {
    expect(found(['Killed', status])).toEqual({ ...nothing, unexcused: [key] })
    expect(found(['Killed', status], [key])).toEqual(nothing)
  })
  it('does not excuse a second place with the first', () => {
    expect(found(['Survived', 'NoCoverage'], [key])).toEqual({ ...nothing, unexcused: [`${key} ×2`], stale: [key] })
    expect(found(['Survived', 'NoCoverage'], [`${key} ×2`])).toEqual(nothing)
  })
  it('names what only the clock stopped, but not a loop without end', () => {
    expect(found(['Timeout', 'Killed'])).toEqual({ ...nothing, timedOut: [key] })
    const mutants = [
      { status: 'Timeout', statusReason: 'Hit limit reached (501/500)', replacement: '0', location: first },
    ]
    const looping = { files: { 'domain/days.ts': { source, mutants } } }
    expect(verdict({ reports: [looping], excuses: [], everyPart: true })).toEqual(nothing)
    expect(figuresOf(looping)).toMatchObject({ all: 1, ranAway: 1, timedOut: 0 })
  })
  it('names an excuse that no survivor needs', () => {
    expect(found(['Killed', 'Killed'], [key])).toEqual({ ...nothing, stale: [key] })
  })
  it('says nothing about an excuse for a file that was not run, unless every part was', () => {
    const elsewhere = 'domain/other.ts: a → b'
    expect(found(['Killed', 'Killed'], [elsewhere])).toEqual(nothing)
    expect(found(['Killed', 'Killed'], [elsewhere], true)).toEqual({ ...nothing, stale: [elsewhere] })
  })
  it('is counted by how its mutants ended, over several files', () => {
    const of = figuresOf({
      files: {
        ...report(['Killed', 'Timeout']).files,
        ...report(['RuntimeError', 'NoCoverage'], 'domain/other.ts').files,
      },
    })
    expect(of).toEqual({ all: 4, killed: 1, ranAway: 0, timedOut: 1, survived: 0, noTest: 1, failed: 1 })
  })
  it('cannot be judged by a file that is no report', () => {
    expect(() => verdict({ reports: [{}], excuses: [], everyPart: false })).toThrow()
    expect(() => figuresOf({ files: { 'a.ts': { mutants: [] } } })).toThrow()
  })
})

describe('the excuses', () => {
  const rows = (text: string) => excusesIn(`| \`not this\` | no |\n## Excused\n${text}`)
  it('are the first cells of the table under that title, backticks within them too', () => {
    expect(
      rows('| Change | Why |\n|---|---|\n| `a.ts: b → ``` | never reached |\n| `c.ts: d → e ×2` | equal |'),
    ).toEqual(['a.ts: b → ``', 'c.ts: d → e ×2'])
  })
  it('of the document each name a file of the rules and a reason', () => {
    const document = readFileSync(new URL('../../docs/rules/mutation.md', import.meta.url), 'utf8')
    const excuses = excusesIn(document)
    expect(excuses.length).toBeGreaterThan(0)
    expect(new Set(excuses).size).toBe(excuses.length)
    for (const excuse of excuses) {
      const [, file = '', before = ''] = /^(domain\/[a-zA-Z/]+\.ts): (.*?) →( |$)/.exec(excuse) ?? []
      const code = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').replaceAll(/\s+/g, ' ')
      expect(code).toContain(before.replaceAll('¦', '|'))
    }
    const [, section = ''] = document.split('## Excused')
    for (const row of section.split('\n').filter((line) => line.startsWith('| `')))
      expect(row).toMatch(/ \| [^|]{30,} \|$/)
  })
})
