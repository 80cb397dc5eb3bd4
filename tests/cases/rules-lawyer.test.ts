/** The published documents, as somebody reads them who knows the law and no program. */
import { describe, expect, it } from 'vitest'
import { everyCell } from '../../domain/policy/narrow.ts'
import { aboutOf } from '../../domain/policy/cell.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { otherHospitals } from '../../tools/rules/hospitals.ts'
import { differences } from '../../tools/rules/differences.ts'
import { tableDay } from '../../tools/rules/table.ts'
import { valueInWords } from '../../tools/rules/values.ts'
import { published, publishedTables } from '../prove/tables.ts'

/** A list of the lines between two headings. */
const firstPageOf = (id: string): readonly string[] => {
  const [, after = ''] = published(`${id}.md`).split('## De gewone gevallen')
  return (after.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('- '))
}

describe.each(publishedTables)('rules 15: the document of %s', (id) => {
  it('says mother, father and child, and nowhere who is "the applicant"', () => {
    const [before = ''] = published(`${id}.md`).split('## De regels in woorden')
    expect(before).not.toMatch(/de aanvrager (tekent|stemt)|de aanvrager:/)
    expect(before).toMatch(/de moeder/)
  })

  it('begins with the common cases, one line each, twenty at most', () => {
    const lines = firstPageOf(id)
    expect(lines.length).toBeGreaterThan(15)
    expect(lines.length).toBeLessThanOrEqual(20)
    for (const line of lines)
      expect(line).toMatch(/keurt goed; de machtiging (eindigt|pauzeert) .*\.$|geen formulier\. .*\.$/)
  })

  it('names no cell and no value of a file among the differences', () => {
    const [, after = ''] = published(`${id}.md`).split('## Verschillen met het standaardbeleid')
    expect(after.split('\n## ')[0]).not.toMatch(/`|"|→/)
  })
})

it('rules 15: the differences of two hospitals are two tables, choices in words and cases in one line', () => {
  for (const other of otherHospitals) {
    const lines = differences(defaultPolicy, other, { day: tableDay }).filter((line) => line !== '')
    expect(lines[0]).toBe(`| Keuze | ${defaultPolicy.hospital.name} | ${other.hospital.name} |`)
    for (const line of lines) expect(line.startsWith('|') || line === 'Geen geval komt anders uit.').toBe(true)
    for (const line of lines) expect(line.replaceAll('DigiD', '')).not.toMatch(/[{}"]|true|false|null|[a-z][A-Z]/)
  }
})

it('rules 15: every choice that a cell offers has words', () => {
  for (const { path, cell } of everyCell()) {
    const inner: { options?: readonly unknown[] } = Object(cell)
    for (const option of inner.options ?? []) {
      const value: unknown = typeof option === 'string' ? option : aboutOf(cell).default
      expect(valueInWords(path.replace('policy.', ''), value, aboutOf(cell).unit)).toMatch(/^\S.*\S$/)
    }
  }
})
