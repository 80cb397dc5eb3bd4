import { expect, test } from 'vitest'
import { takingTurns } from '../../main/host/electron/turns.ts'

test('a spare that is replaced while the visit goes on never gets the visit’s partition', async () => {
  const turns = takingTurns(['a', 'b'])
  const visit = await turns.claim()
  const spare = await turns.claim()
  let replaced: string | null = null
  const replacement = turns.claim().then((thing) => (replaced = thing))
  await Promise.resolve()
  expect(replaced).toBeNull()
  turns.release(spare)
  expect(await replacement).toBe(spare)
  expect(spare).not.toBe(visit)
})

test('after a visit its cleared partition is free again', async () => {
  const turns = takingTurns(['a', 'b'])
  const first = await turns.claim()
  await turns.claim()
  turns.release(first)
  expect(await turns.claim()).toBe(first)
})
