/** The table of docs/cases.md: entry → the files whose tests hold it → state. */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { root, tool } from '../runner/commands.ts'
import { entriesOf, overview, type Test } from './overview.ts'

const page = join(root, 'docs/cases.md')
const heading = '## Every entry'

/** Tests that name an entry, read from the files and not run: as if each passed. One for each entry and file. */
export function namedTests(): readonly Test[] {
  return globSync('tests/**/*.test.ts', { cwd: root })
    .sort()
    .filter((file) => file !== 'tests/cases/foreign.test.ts') // its names of entries are examples
    .flatMap((file) => {
      const names = readFileSync(join(root, file), 'utf8').matchAll(/['"`][a-z]+ \d+(?:, \d+)*:/g)
      const entries = new Set([...names].flatMap(([name]) => entriesOf(name)))
      return [...entries].map((entry) => ({ file, name: `${entry}:`, passed: true }))
    })
}

/** From the names of the tests; nothing is run. */
export function entryTable(): string {
  const lines = overview(namedTests()).map(({ entry: { id, title, later }, tests, result }) => {
    const files = tests.map(({ file }) => `\`${file.replace(/^tests\//, '')}\``).join(' ')
    const state = result === 'right' ? 'held' : result === 'later' ? `later: ${later ?? ''}` : result
    return `| ${id} | ${title} | ${files} | ${state} |`
  })
  return ['| Entry | What it is about | Tests (in `tests/`) | State |', '| - | - | - | - |', ...lines].join('\n')
}

/** The table as it stands in the page. */
export function publishedTable(): string {
  return (
    readFileSync(page, 'utf8')
      .split(heading)[1]
      ?.replace(/^[^|]*/, '') ?? ''
  )
}

/** Puts the table at the end of the page. */
export function publish(): void {
  const [before = ''] = readFileSync(page, 'utf8').split(heading)
  const about =
    'Written by `npm run cases -- --table` from the names of the tests. "Held": by tests that `npm test` runs; `npm run cases` runs just these and prints what came of each.'
  writeFileSync(page, `${before}${heading}\n\n${about}\n\n${entryTable()}\n`)
  const { file, args } = tool('prettier', ['--write', page])
  spawnSync(file, [...args], { cwd: root })
}
