import { expect, it } from 'vitest'
import { deaths } from '../../main/host/deaths.ts'
import type { Death } from '../../main/host/host.ts'

const crash: Death = { who: 'renderer', how: 'exit' }

it('a page that died before main was listening is heard of, once', async () => {
  const heard: Death[] = []
  const of = deaths()
  of.tell(crash)
  of.listen((death) => heard.push(death))
  expect(heard).toEqual([])
  await Promise.resolve()
  expect(heard).toEqual([crash])
})

it('a death is told at once to whoever listens already', () => {
  const heard: Death[] = []
  const of = deaths()
  of.listen((death) => heard.push(death))
  of.tell(crash)
  expect(heard).toEqual([crash])
})
