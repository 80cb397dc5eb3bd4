/** The line at the end of a test run tells the truth. */
import { expect, test } from 'vitest'
import { add, countReport, nothing } from './counts.ts'
import { stages } from './stages.ts'

const passedCase = { status: 'passed', fullName: 'works' }

test('cases are counted by what became of them, and skipped ones are neither', () => {
  const cases = ['passed', 'passed', 'failed', 'skipped', 'todo'].map((status) => ({ status, fullName: status }))
  expect(countReport({ testResults: [{ name: 'a', status: 'failed', assertionResults: cases }] })).toMatchObject({
    passed: 2,
    failed: 1,
    skipped: 2,
  })
})

test('a file that broke before its first case, or in a hook, is a failure of its own', () => {
  const broken = { name: '/x/tests/a.test.ts', status: 'failed', message: 'no such module\nat …', assertionResults: [] }
  const hook = { name: '/x/tests/b.test.ts', status: 'failed', message: 'hook', assertionResults: [passedCase] }
  expect(countReport({ testResults: [broken, hook] })).toEqual({
    passed: 1,
    failed: 2,
    skipped: 0,
    failures: ['tests/a.test.ts: no such module', 'tests/b.test.ts: hook'],
  })
})

test('each failure is named with its file and the first line of its reason', () => {
  const failed = { status: 'failed', fullName: 'forgets everything', failureMessages: ['Error: remembered\n  at …'] }
  const report = { testResults: [{ name: '/x/tests/a.test.ts', status: 'failed', assertionResults: [failed] }] }
  expect(countReport(report).failures).toEqual(['tests/a.test.ts > forgets everything: Error: remembered'])
})

test('stages add up', () => {
  const left = { passed: 1, failed: 2, skipped: 3, failures: ['a'] }
  const right = { passed: 10, failed: 20, skipped: 30, failures: ['b'] }
  expect(add(left, add(nothing, right))).toEqual({ passed: 11, failed: 22, skipped: 33, failures: ['a', 'b'] })
})

test('a stage needs only stages that come before it', () => {
  const early = new Set<string>()
  for (const { name, needs } of stages) {
    expect(needs.filter((need) => !early.has(need))).toEqual([])
    early.add(name)
  }
})
