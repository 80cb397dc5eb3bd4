/** So many at a time, the others in their order, whatever becomes of those before. */
import { expect, it } from 'vitest'
import { atMost } from '../../central/http/at-most.ts'

it('does four at a time and the rest in the order in which they came, also after one that fails', async () => {
  const inTurn = atMost(4)
  let busy = 0
  let most = 0
  const begun: number[] = []
  const work = Array.from({ length: 20 }, (_, at) =>
    inTurn(async () => {
      begun.push(at)
      most = Math.max(most, (busy += 1))
      await new Promise((resolve) => setImmediate(resolve))
      busy -= 1
      if (at % 5 === 0) throw new Error('this one')
      return at
    }).catch(() => -1),
  )
  const done = await Promise.all(work)
  expect(most).toBe(4)
  expect(begun).toEqual(Array.from({ length: 20 }, (_, at) => at))
  expect(done.filter((one) => one === -1)).toHaveLength(4)
})
