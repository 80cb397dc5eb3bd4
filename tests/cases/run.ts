/**
 * `npm run cases`: prints entry → test → result for everything that was once found wrong; `npm run cases -- --table` writes
 * the table of docs/cases.md and runs nothing. `npm run cases -- DIR` runs the cases of somebody else (docs/cases.md has the shapes) and
 * exits 1 when one differs, 2 when one cannot be read.
 */
import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { foreignCases } from '../../tools/cases/foreign.ts'
import { node, root, tool } from '../runner/commands.ts'
import { entriesOf, overview } from './overview.ts'
import { testsOf } from './ran.ts'
import { publish } from './table.ts'

const [folder] = process.argv.slice(2)
if (folder === '--table') publish()
else process.exitCode = folder === undefined ? ownCases() : foreign(folder)

function foreign(from: string): number {
  const results = foreignCases(from)
  for (const { file, what, result, lines } of results) {
    if (result === 'same') continue
    console.log(`${result.toUpperCase()}  ${file}  ${what}`)
    for (const line of lines) console.log(`    ${line}`)
  }
  const count = (wanted: string): number => results.filter(({ result }) => result === wanted).length
  console.log(
    `cases: ${results.length}, same: ${count('same')}, differ: ${count('differs')}, without expectation: ${count('asked')}, unreadable: ${count('unreadable')}`,
  )
  if (results.length === 0 || count('unreadable') > 0) return 2
  return count('differs') > 0 ? 1 : 0
}

/** Only the files that name an entry, and only those tests in them. */
function ownCases(): number {
  const files = globSync('tests/**/*.test.ts', { cwd: root }).filter(
    (file) => entriesOf(readFileSync(join(root, file), 'utf8')).length > 0 && !file.startsWith('tests/journey'),
  )
  const report = join(root, 'out/test/cases.json')
  mkdirSync(join(root, 'out/test'), { recursive: true })
  const pattern = '(identity|dossier|rules|machine|paper|screens) \\d+'
  // Some entries are about what is built.
  const built = node(['build/vite/build-app.ts'])
  spawnSync(built.file, [...built.args], { cwd: root, stdio: 'inherit' })
  const run = tool('vitest', ['run', ...files, '-t', pattern, '--reporter=json', `--outputFile.json=${report}`])
  spawnSync(run.file, [...run.args], { cwd: root, stdio: 'inherit' })
  const rows = overview(testsOf(readFileSync(report, 'utf8')))
  for (const { entry, tests, result } of rows) {
    console.log(`${result.padEnd(7)}  ${entry.id.padEnd(11)}  ${entry.title}${entry.later ? ` (${entry.later})` : ''}`)
    for (const { file, name, passed } of tests) console.log(`           ${passed ? '+' : '-'} ${file}: ${name}`)
  }
  const wrong = rows.filter(({ result }) => result === 'wrong' || result === 'no test').length
  console.log(`entries: ${rows.length}, not right: ${wrong}`)
  return wrong === 0 ? 0 : 1
}
