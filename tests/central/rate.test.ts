import { expect, it } from 'vitest'
import { turns } from '../../central/http/rate.ts'
import { sqliteRates } from '../../central/store/sqlite/rates.ts'
import { openVolatile } from '../../central/store/sqlite/volatile.ts'

function clocked() {
  let at = 0
  const rates = sqliteRates(openVolatile())
  const take = turns('x', { burst: 3, every: 2000 }, { rates, now: () => new Date(at) })
  return { take, to: (milliseconds: number) => void (at = milliseconds) }
}

it('lets a burst in, then one after each pause, and says how long to wait', async () => {
  const { take, to } = clocked()
  expect([await take('a'), await take('a'), await take('a'), await take('a')]).toEqual([0, 0, 0, 2])
  to(1500)
  expect(await take('a')).toBe(1)
  to(2000)
  expect([await take('a'), await take('a')]).toEqual([0, 2])
})

it('gives a full burst again after quiet, and never more', async () => {
  const { take, to } = clocked()
  expect([await take('a'), await take('a'), await take('a')]).toEqual([0, 0, 0])
  to(3_600_000)
  expect([await take('a'), await take('a'), await take('a'), await take('a')]).toEqual([0, 0, 0, 2])
})

it('counts each caller for itself', async () => {
  const { take } = clocked()
  for (let n = 0; n < 10; n += 1) await take('a')
  expect(await take('b')).toBe(0)
})

it('after a clock was set back, the pause is as long as it says', async () => {
  const { take, to } = clocked()
  to(3_600_000)
  for (let n = 0; n < 3; n += 1) await take('a')
  to(0)
  expect(await take('a')).toBe(2)
  to(2000)
  expect(await take('a')).toBe(0)
})

it('is not opened by a clock that is set back', async () => {
  const { take, to } = clocked()
  to(10_000)
  for (let n = 0; n < 3; n += 1) await take('a')
  to(0)
  expect(await take('a')).toBe(2)
  to(12_000)
  expect(await take('a')).toBe(0)
})
