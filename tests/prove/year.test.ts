/** A small part of `npm run prove:year`: the first weeks of the simulated year, without planted faults. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { faults } from './year/faults.ts'

const run = fileURLToPath(new URL('year/run.ts', import.meta.url))
const root = new URL('../..', import.meta.url)
const Figures = v.looseObject({
  visits: v.number(),
  seals: v.number(),
  forms: v.number(),
  renewals: v.number(),
  longestClosed: v.number(),
})

it('machine 2: four weeks and 40 days of absence pass, no visit ends at its seal and no form is lost', () => {
  const ran = spawnSync(process.execPath, [run, '27', '7', '40'], { encoding: 'utf8' })
  expect([ran.status, ran.status === 0 ? '' : ran.stderr]).toEqual([0, ''])
  const figures = v.parse(v.pipe(v.string(), v.parseJson(), Figures), ran.stdout)
  expect(figures.seals).toBeGreaterThan(26)
  expect(figures.forms).toBeGreaterThan(1)
  expect(figures.renewals).toBeGreaterThan(1)
  expect(figures.longestClosed).toBeLessThan(60_000)
}, 180_000)

it.each(faults)('machine 2: the planted fault "$name" still stands in the code', (fault) => {
  for (const { file, from, to } of fault.also === undefined ? [fault] : [fault, fault.also]) {
    const text = readFileSync(new URL(file, root), 'utf8')
    expect(text.split(from)).toHaveLength(2)
    expect(to).not.toBe(from)
  }
})
