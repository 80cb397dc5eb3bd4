import { describe, expect, it } from 'vitest'
import { overview } from './overview.ts'
import { testsOf } from './ran.ts'

const report = (...ran: readonly [status: string, fullName: string][]): string =>
  JSON.stringify({
    numTotalTests: ran.length,
    testResults: [
      {
        name: '/somewhere/tests/cases/some.test.ts',
        assertionResults: ran.map(([status, fullName]) => ({ status, fullName, duration: 1 })),
      },
    ],
  })

describe('The list of entries and results', () => {
  it('takes passed and failed tests from the report, and none that was skipped', () => {
    const file = 'tests/cases/some.test.ts'
    expect(testsOf(report(['passed', 'a'], ['failed', 'b'], ['skipped', 'c'], ['pending', 'd']))).toEqual([
      { file, name: 'a', passed: true },
      { file, name: 'b', passed: false },
    ])
  })

  it('calls an entry wrong as soon as one of its tests fails', () => {
    const rows = overview(testsOf(report(['passed', 'identity 1: x'], ['failed', 'group identity 1, 2: y'])))
    const result = (id: string) => rows.find(({ entry }) => entry.id === id)?.result
    expect(result('identity 1')).toBe('wrong')
    expect(result('identity 2')).toBe('wrong')
    expect(result('identity 3')).toBe('no test')
  })

  it('refuses what is no report', () => {
    expect(() => testsOf('{"tests":[]}')).toThrow()
    expect(() => testsOf('tests: 3 passed')).toThrow()
  })
})
