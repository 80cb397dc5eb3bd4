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
  renewals: v.number(),
  longestClosed: v.number(),
})

it('machine 2: three weeks of kiosk and central pass without a visit that ends at its seal', () => {
  const ran = spawnSync(process.execPath, [run, '21', '7', '18'], { encoding: 'utf8' })
  expect([ran.status, ran.status === 0 ? '' : ran.stderr]).toEqual([0, ''])
  const figures = v.parse(v.pipe(v.string(), v.parseJson(), Figures), ran.stdout)
  expect(figures.seals).toBe(21)
  expect(figures.renewals).toBeGreaterThan(1)
  expect(figures.longestClosed).toBeLessThan(60_000)
}, 180_000)

it.each(faults)('machine 2: the planted fault "$name" still stands in the code', ({ file, from, to }) => {
  const text = readFileSync(new URL(file, root), 'utf8')
  expect(text.split(from)).toHaveLength(2)
  expect(to).not.toBe(from)
})
