/** A stream that only wakes is closed once, whoever asks for it and however often. */
import { expect, it } from 'vitest'
import { wakeStream } from '../../central/http/wake-stream.ts'

/** A stream with the hand of whoever listens, and that of the reader's connection. */
function opened() {
  const gone = new AbortController()
  let close = (): void => {}
  const { body } = wakeStream({
    gone: gone.signal,
    listen: (_wake, shut) => {
      close = shut
      return () => undefined
    },
  })
  return { body, gone, close: () => close() }
}

it('a stream that is asked to close after its reader went stays closed without a fault', async () => {
  const { body, gone, close } = opened()
  const reader = body?.getReader()
  await reader?.read()
  gone.abort()
  expect(close).not.toThrow()
  expect((await reader?.read())?.done).toBe(true)
})

it('a stream whose reader cancelled is not closed a second time', async () => {
  const { body, close } = opened()
  await body?.cancel()
  expect(close).not.toThrow()
})
