/**
 * `npm run bench [-- NAME…]`: what Balie promises about time and size, as ratios of two things measured in turns in one
 * run. Writes out/bench/report.json (part.json when names are given) and prints a table. A missed target is said and
 * does not fail the run: a machine that is busy misses targets too. With `--beside DIR` the second thing is the same
 * item of another checkout that has its packages (beside.json): see beside.ts.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { describeElectron, findElectron } from '../electron-runtime/find-electron.ts'
import { root } from '../runner/commands.ts'
import { benchActs } from './acts.ts'
import { benchAppend } from './append.ts'
import { benchBeside } from './beside.ts'
import { buildBenchApps, type BenchApps } from './electron/build.ts'
import { benchDossier } from './dossier.ts'
import { benchForm } from './form.ts'
import { benchInk } from './ink.ts'
import { benchLookUp } from './look-up.ts'
import { rounded, type Measure, type NotRun } from './measure.ts'
import { benchNextVisitor } from './next-visitor.ts'
import { measureRenderer } from './renderer-size.ts'
import { benchStart } from './start.ts'
import { tableOf } from './table.ts'

const electron = findElectron()
let built: Promise<BenchApps> | null = null

/** @throws Error where there is no Electron. */
function apps(): Promise<BenchApps> {
  if (electron === null) throw new Error(describeElectron(null))
  return (built ??= buildBenchApps(electron))
}

const items: Readonly<Record<string, () => Promise<Measure | readonly Measure[]>>> = {
  'next-visitor': async () => benchNextVisitor({ apps: await apps(), rounds: 9 }),
  'start-to-attract': async () => benchStart({ apps: await apps(), rounds: 5 }),
  'append-to-acknowledgement': () => benchAppend({ rounds: 60 }),
  form: () => Promise.resolve(benchForm({ rounds: 9 })),
  acts: () => benchActs({ rounds: 15 }),
  ink: () => benchInk({ rounds: 9 }),
  dossier: () => benchDossier({ rounds: 5 }),
  'look-up': () => benchLookUp({ rounds: 200 }),
  'renderer-script': measureRenderer,
}

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { beside: { type: 'string' }, rounds: { type: 'string' } },
})
const unknown = wanted.filter((name) => !(name in items))
if (unknown.length > 0) {
  console.error(`Not measured here: ${unknown.join(', ')}. There is: ${Object.keys(items).join(', ')}`)
  process.exit(2)
}

const beside = values.beside === undefined ? null : resolve(values.beside)
if (beside !== null && !existsSync(join(beside, 'node_modules/.bin/node'))) {
  console.error(`${beside} is no checkout that has its packages: npm ci there first.`)
  process.exit(2)
}

// One folder for all that is temporary, open so that the user "nobody" can pass: displays, profiles, outboxes.
const temporary = mkdtempSync(join(tmpdir(), 'balie-bench-'))
chmodSync(temporary, 0o755)
process.env['TMPDIR'] = temporary
process.once('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 }))

async function alone(names: readonly string[]): Promise<{ measures: readonly Measure[]; notRun: readonly NotRun[] }> {
  const measures: Measure[] = []
  const notRun: NotRun[] = []
  for (const name of names) {
    console.log(`measuring ${name} …`)
    try {
      measures.push(...[(await items[name]?.()) ?? []].flat())
    } catch (error) {
      notRun.push({ name, notRun: error instanceof Error ? error.message : 'unknown' })
    }
  }
  return { measures, notRun }
}

const started = new Date()
const names = Object.keys(items).filter((name) => wanted.length === 0 || wanted.includes(name))
const { measures, notRun } =
  beside === null ? await alone(names) : benchBeside({ tree: beside, items: names, rounds: Number(values.rounds ?? 3) })

const report = {
  at: started.toISOString(),
  seconds: Math.round((Date.now() - started.getTime()) / 1000),
  machine: {
    system: `${process.platform} ${release()} ${process.arch}`,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    load: loadavg().map(rounded),
  },
  runtimes: {
    node: process.versions.node,
    electron: electron === null ? null : electron.version,
    /** Figures of the test runtime say something about the ratio, not about the product's own Electron. */
    electronKind: electron === null ? null : electron.kind,
    chromium: execFileSync('/usr/bin/chromium', ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim(),
  },
  allMet: notRun.length === 0 && measures.every(({ met }) => met !== false),
  measures,
  notRun,
}
mkdirSync(join(root, 'out/bench'), { recursive: true })
// A part is never taken for the whole.
const kind = beside !== null ? 'beside' : wanted.length === 0 ? 'report' : 'part'
const file = `out/bench/${kind}.json`
writeFileSync(join(root, file), `${JSON.stringify(report, null, 2)}\n`)
console.log(`\n${tableOf(report)}\n\n${file}, ${report.seconds} s`)
process.exit(0)
