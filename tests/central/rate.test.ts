import { expect, it } from 'vitest'
import { turns } from '../../central/http/rate.ts'

function clocked() {
  let at = 0
  const take = turns({ burst: 3, every: 2000 }, () => new Date(at))
  return { take, to: (milliseconds: number) => void (at = milliseconds) }
}

it('lets a burst in, then one after each pause, and says how long to wait', () => {
  const { take, to } = clocked()
  expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 2])
  to(1500)
  expect(take('a')).toBe(1)
  to(2000)
  expect([take('a'), take('a')]).toEqual([0, 2])
})

it('gives a full burst again after quiet, and never more', () => {
  const { take, to } = clocked()
  expect([take('a'), take('a'), take('a')]).toEqual([0, 0, 0])
  to(3_600_000)
  expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 2])
})

it('counts each caller for itself', () => {
  const { take } = clocked()
  for (let n = 0; n < 10; n += 1) take('a')
  expect(take('b')).toBe(0)
})

it('after a clock was set back, the pause is as long as it says', () => {
  const { take, to } = clocked()
  to(3_600_000)
  for (let n = 0; n < 3; n += 1) take('a')
  to(0)
  expect(take('a')).toBe(2)
  to(2000)
  expect(take('a')).toBe(0)
})

it('is not opened by a clock that is set back', () => {
  const { take, to } = clocked()
  to(10_000)
  for (let n = 0; n < 3; n += 1) take('a')
  to(0)
  expect(take('a')).toBe(2)
  to(12_000)
  expect(take('a')).toBe(0)
})
