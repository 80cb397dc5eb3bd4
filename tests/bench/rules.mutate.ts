/**
 * `npm run mutate:rules`: Stryker over the rules, part after part, so that a run that is cut keeps the parts it finished.
 * Names of parts run only those. Each report goes to out/mutation/PART.json; `docs/rules/mutation.md` names the survivors.
 * Fails when a part fails, when a mutant survives that the document does not excuse, when only the clock stopped one,
 * and when the document excuses what no longer survives.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parts } from './rules.parts.ts'
import { excusesIn, figuresOf, verdict } from './survivors.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const root = at('../..')
const base: unknown = JSON.parse(readFileSync(at('rules.stryker.json'), 'utf8'))
const document = readFileSync(at('../../docs/rules/mutation.md'), 'utf8')

const named = process.argv.slice(2)
const chosen = named.length > 0 ? named : Object.keys(parts)
const unknown = chosen.filter((part) => !Object.hasOwn(parts, part))
if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}`)
mkdirSync('out/mutation', { recursive: true })

/** Runs one part and says how it went; null when Stryker itself failed. */
function run(part: string): unknown {
  const config = `out/mutation/${part}.config.json`
  const report = `out/mutation/${part}.json`
  const own = { ...parts[part], jsonReporter: { fileName: report }, tempDirName: `out/stryker/${part}` }
  writeFileSync(config, JSON.stringify({ ...Object(base), ...own }))
  const started = Date.now()
  const { status } = spawnSync(
    process.execPath,
    [at('../../node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', config],
    {
      cwd: root,
      stdio: 'inherit',
    },
  )
  if (status !== 0) return null
  const raw: unknown = JSON.parse(readFileSync(report, 'utf8'))
  const { all, killed, ranAway, timedOut, survived, noTest, failed } = figuresOf(raw)
  console.log(
    `${part}: ${all} mutants, ${killed} killed, ${failed} stopped while loading, ${ranAway} ran away, ${timedOut} timed out, ${survived} survived, ${noTest} without a test, ${Math.round((Date.now() - started) / 1000)} s`,
  )
  return all > 0 ? raw : null
}

const reports = chosen.map(run)
const { unexcused, timedOut, stale } = verdict({
  reports: reports.filter((report) => report !== null),
  excuses: excusesIn(document),
  everyPart: named.length === 0,
})
for (const key of unexcused) console.log(`not excused: ${key}`)
for (const key of timedOut) console.log(`timed out: ${key}`)
for (const key of stale) console.log(`excused, but killed: ${key}`)
process.exitCode = reports.includes(null) || unexcused.length + timedOut.length + stale.length > 0 ? 1 : 0
