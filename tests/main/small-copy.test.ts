/** machine 14: what a page can put into main before main's schema sees it. */
import { expect, it } from 'vitest'
import { mostCharacters, smallCopy } from '../../preload/small-copy.ts'

it('machine 14: a control word goes through as it is', () => {
  expect(smallCopy({ type: 'activate', language: 'nl' })).toEqual({ type: 'activate', language: 'nl' })
})

it.each([
  ['a text of megabytes', { type: 'help', more: 'x'.repeat(mostCharacters) }],
  ['a list without an end', Array.from({ length: mostCharacters }, () => 1)],
  ['nothing', undefined],
  ['a function', () => 1],
  ['a number that JSON has not', { big: 1n }],
])('machine 14: %s does not reach main', (_what, message) => {
  expect(smallCopy(message)).toBeNull()
})

it('machine 14: a buffer does not travel inside a small word', () => {
  const copy = smallCopy({ type: 'help', buffer: new ArrayBuffer(200_000_000) })
  expect(copy).toEqual({ type: 'help', buffer: {} })
})

it('machine 14: a value that holds itself does not reach main', () => {
  const round: { self?: unknown } = {}
  round.self = round
  expect(smallCopy(round)).toBeNull()
})
