/**
 * `npm run stories -- DIR`: stories of somebody else, in the published shape, through the real session, intake and central
 * with a set clock. Exits 0 when everything that was run is as told, 1 when something differs, 2 when a story cannot be read
 * (docs/stories.md). `--hard`: the central restarts between events, envelopes come twice, jobs run three times.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../runner/commands.ts'
import { linesOf, reportOf, summary } from './report.ts'
import { runAll, storiesIn } from './run-all.ts'

const given = process.argv.slice(2)
const hard = given.includes('--hard')
const [folder = join(root, 'tests/stories')] = given.filter((word) => word !== '--hard')
// Node warns once that certificates are not held against the machine's clock: that is said in docs/stories.md.
process.removeAllListeners('warning')
if (!existsSync(folder) || storiesIn(folder).length === 0) {
  console.error(`There are no stories in ${folder}: a folder with *.json is wanted, each a list of stories.`)
  process.exitCode = 2
} else {
  const all = await runAll(folder, {
    use: { restarts: hard, repeats: hard },
    done: (ran) => console.log(linesOf(ran).join('\n')),
  })
  const out = join(root, 'out/stories')
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'report.json'), `${JSON.stringify(reportOf(all), null, 2)}\n`)
  const { lines, exitCode } = summary(all)
  console.log(lines.join('\n'))
  process.exitCode = exitCode
}
