/**
 * The samples of the published stories against this product: nothing differs but what is written down as open, and what was not
 * run is exactly what is written down as not run. What becomes possible is to be moved, never forgotten (docs/stories.md).
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { beforeAll, describe, expect, it } from 'vitest'
import { runAll } from './run-all.ts'
import type { All } from './run-all.ts'
import { summary } from './report.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const PerStory = v.record(v.string(), v.array(v.string()))
const Expected = v.strictObject({ differs: PerStory, notRun: PerStory, pairs: v.record(v.string(), v.string()) })
const expected = v.parse(
  v.pipe(v.string(), v.parseJson(), Expected),
  readFileSync(new URL('expected/samples.json', import.meta.url), 'utf8'),
)

let all: All
beforeAll(async () => {
  all = await runAll(folder)
}, 180_000)

const idsBy = (result: 'differs' | 'notRun'): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    all.ran
      .map(({ story, items }) => [story.id, items.filter((one) => one.result === result).map(({ id }) => id)] as const)
      .filter(([, ids]) => ids.length > 0),
  )

describe('The published samples', () => {
  it('are all read', () => {
    expect(all.unreadable).toEqual([])
    expect(all.ran).toHaveLength(30)
  })

  it('differ in nothing but what is open', () => {
    expect(idsBy('differs')).toEqual(expected.differs)
  })

  it('are not run only where later work or no screen has it', () => {
    expect(idsBy('notRun')).toEqual(expected.notRun)
  })

  it('of a pair give the same to whoever may not know', () => {
    expect(Object.fromEntries(all.pairs.map(({ id, result }) => [id, result]))).toEqual(expected.pairs)
  })

  it('decide the exit code: 1 when something differs, 2 when one cannot be read', () => {
    const right = {
      ...all,
      ran: all.ran.map((ran) => ({ ...ran, items: ran.items.filter(({ result }) => result !== 'differs') })),
    }
    expect(summary(right).exitCode).toBe(0)
    expect(summary({ ...right, pairs: [{ id: 'P/1', result: 'differs', found: '' }] }).exitCode).toBe(1)
    expect(summary({ ...right, unreadable: [{ id: 'S0', why: 'x' }] }).exitCode).toBe(2)
  })
})
