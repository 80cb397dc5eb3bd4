/** The line at the end of a test run tells the truth. */
import { expect, test } from 'vitest'
import { add, countReport, nothing } from './counts.ts'
import { stages } from './stages.ts'

test('cases are counted by what became of them, and skipped ones are neither', () => {
  const cases = ['passed', 'passed', 'failed', 'skipped', 'todo'].map((status) => ({ status }))
  expect(countReport({ testResults: [{ status: 'failed', assertionResults: cases }] })).toEqual({
    passed: 2,
    failed: 1,
    skipped: 2,
  })
})

test('a file that broke before its first case, or in a hook, is a failure of its own', () => {
  const broken = { status: 'failed', assertionResults: [] }
  const hook = { status: 'failed', assertionResults: [{ status: 'passed' }] }
  expect(countReport({ testResults: [broken, hook] })).toEqual({ passed: 1, failed: 2, skipped: 0 })
})

test('stages add up', () => {
  expect(add({ passed: 1, failed: 2, skipped: 3 }, add(nothing, { passed: 10, failed: 20, skipped: 30 }))).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  })
})

test('a stage needs only stages that come before it', () => {
  const early = new Set<string>()
  for (const { name, needs } of stages) {
    expect(needs.filter((need) => !early.has(need))).toEqual([])
    early.add(name)
  }
})
