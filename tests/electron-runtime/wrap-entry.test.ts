/** An entry that awaits at its top runs the same as CommonJS. */
import { expect, test } from 'vitest'
import { wrapEntry } from './wrap-entry.ts'

test('imports stay outside, everything else runs in order inside', () => {
  const wrapped = wrapEntry(
    `import { a } from './a.ts'\nconst b = await a()\nfunction c() { return b }\nc()\n`,
    'index.ts',
  )
  expect(wrapped).toMatch(/^import \{ a \} from '.\/a.ts'\n;\(async \(\) => \{\nconst b = await a\(\)\nfunction c/)
  expect(wrapped).toMatch(/c\(\)\n\}\)\(\)\.catch/)
})

test('an entry that exports something is refused', () => {
  expect(() => wrapEntry('export const a = 1', 'index.ts')).toThrow('index.ts is an entry and exports something')
  expect(() => wrapEntry('const a = 1; export { a }', 'index.ts')).toThrow('exports something')
})
