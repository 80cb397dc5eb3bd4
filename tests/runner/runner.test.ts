/** The line at the end of a test run tells the truth. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { add, countReport, nothing } from './counts.ts'
import { runBeside } from './run-stage.ts'
import { node, root } from './commands.ts'
import { stages } from './stages.ts'
import { inTurns } from './turns.ts'

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

test('stages that run beside each other need nobody and stand together; every other one has its own turn', () => {
  const turns = inTurns(stages)
  expect(turns.flat()).toEqual(stages)
  for (const turn of turns.filter(({ length }) => length > 1))
    expect(turn.map(({ needs, beside }) => [needs, beside])).toEqual(turn.map(() => [[], true]))
})

test('a command that runs beside another says what it said at its end, and is counted by how it ended', async () => {
  const said = await runBeside(node(['-e', 'console.log("out"); console.error("err")']))
  expect(said).toMatchObject({ passed: 1, failed: 0 })
  expect(said.said.split('\n').sort().join(' ').trim()).toBe('err out')
  const failed = await runBeside(node(['-e', 'console.log("why"); process.exit(3)']))
  expect(failed).toMatchObject({ passed: 0, failed: 1, failures: ['exit code 3'], said: 'why\n' })
})

test('the files that begin first are there', () => {
  const longest = [...readFileSync(join(root, 'vitest.config.ts'), 'utf8').matchAll(/'(tests\/[^'*]+\.test\.ts)'/g)]
  expect(longest.length).toBeGreaterThan(10)
  expect(longest.map(([, path = '']) => path).filter((path) => !existsSync(join(root, path)))).toEqual([])
})
