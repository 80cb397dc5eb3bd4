/** docs/limits.md says every limit with its value and names a test that is there and speaks of it. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { limits } from '../../domain/limits.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')

const rows = read('docs/limits.md')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
const written = rows.map(([, name, value]) => `${name} ${value}`)
const real = Object.entries(limits).flatMap(([area, values]) =>
  Object.entries(values).map(([name, value]) => `${area}.${name} ${String(value)}`),
)

it('limits: the page says every limit as it is, and no other', () => {
  expect(written).toEqual(real)
})

it.each(rows.map(([, name = '', , , test = '']) => [name, test]))('limits: %s is reached by %s', (name, test) => {
  expect(existsSync(root + test)).toBe(true)
  expect(read(test)).toContain(`limits.${name.split('.')[0] ?? ''}`)
})
