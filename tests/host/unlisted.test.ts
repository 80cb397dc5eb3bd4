import { expect, it } from 'vitest'
import { untilUnlisted } from '../../main/host/electron/unlisted.ts'

it('a killed process of which Chromium hears late is proven gone', async () => {
  let asked = 0
  const listed = () => (asked++ < 5 ? [7, 8] : [8])
  expect(await untilUnlisted({ pids: [7], listed })).toBe(true)
  expect(asked).toBe(6)
})

it('a process that Chromium keeps on its list is never proven gone', async () => {
  expect(await untilUnlisted({ pids: [7, 9], listed: () => [9], within: 50 })).toBe(false)
})
