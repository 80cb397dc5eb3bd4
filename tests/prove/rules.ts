/** `npm run prove:rules`: the whole proof on two workers. Prints the figures and writes them to out/prove/rules.json. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'
import { comparisons } from '../../domain/policy/narrow.ts'
import { refusals } from '../../domain/rules/refusals/index.ts'
import { relations } from '../../domain/rules/basis/relations.ts'
import { rulebook } from '../../domain/rules/basis/rulebook.ts'
import { rulesOfExamples } from './examples.ts'
import { promises } from './invariants.ts'
import { proveLife } from './life.ts'
import { comparedElsewhere, type Grown } from './narrowing.ts'
import type { Result, Task } from './prove.ts'
import { proveSteps } from './steps.ts'
import { proveTables } from './tables.ts'
import { everyTask } from './tasks.ts'
import { proveWithdrawals } from './withdrawals.ts'
import type { Answer, Message } from './worker.ts'

/** An ordinary day; the order of days does not depend on it (see the tests of the calendar). */
const today = v.parse(CalendarDay, process.argv[2] ?? '2026-11-23')
/** Within this time on two quiet cores; on a busy machine the processor seconds tell. */
const limitSeconds = 300
/** Raw points on which every next step is followed. */
const rawPoints = 200_000

const start = performance.now()
const open: Message[] = [...everyTask(today), ...relations.map((narrow) => ({ today, narrow }))]
/** The four largest parts take most of the time: longest first, so that two workers end together. */
const heaviest = ['otherHolderOfAuthority', 'guardian false', 'narrow guardian', 'narrow otherHolderOfAuthority']
const heavy = (message: Message): number => {
  const name = 'narrow' in message ? `narrow ${message.narrow}` : Object.values(message.held).join(' ')
  const at = heaviest.indexOf(name)
  return at < 0 ? heaviest.length : at
}
open.sort((a, b) => heavy(a) - heavy(b))
const proved: { readonly task: Task; readonly result: Result; readonly seconds: number }[] = []
const compared = new Map<string, number>()
const grown: Grown[] = []
let workerSeconds = 0
let narrowingSeconds = 0

await Promise.all([work(), work()])

function work(): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url))
    worker.on('error', reject)
    worker.on('message', (answer: Answer) => {
      if (answer.kind !== 'ready') workerSeconds += answer.seconds
      if (answer.kind === 'proved') {
        proved.push(answer)
        const { leaves, covered, broken } = answer.result
        const of = Object.values(answer.task.held).join(', ')
        const red = broken.size === 0 ? '' : `, BROKEN ${[...broken.keys()].join('; ')}`
        console.log(`${of}: ${leaves} leaves, ${verdict(covered)}, ${answer.seconds.toFixed(1)} s${red}`)
      }
      if (answer.kind === 'narrowed') {
        let pairs = 0
        for (const [cell, count] of answer.narrowed.compared) {
          compared.set(cell, (compared.get(cell) ?? 0) + count)
          pairs += count
        }
        grown.push(...answer.narrowed.grown)
        narrowingSeconds += answer.seconds
        console.log(
          `narrowing for ${answer.relation}: ${pairs} pairs over ${answer.narrowed.compared.size} cells, ${answer.narrowed.grown.length} grant more, ${answer.seconds.toFixed(1)} s`,
        )
      }
      const next = open.shift()
      if (next !== undefined) worker.postMessage(next)
      else void worker.terminate().then(() => resolve())
    })
  })
}

function verdict(covered: number | null): string {
  if (covered === null) return 'points not counted'
  return covered === 1 ? 'every point exactly once' : 'POINTS MISSING OR TWICE'
}

const life = proveLife()
const withdrawals = proveWithdrawals(today)
const steps = proveSteps(today, rawPoints, 20261201)
const tables = proveTables()
const reached = new Set([...proved.flatMap(({ result }) => [...result.rules]), ...rulesOfExamples(today)])
const orderedCells = [...new Set(comparisons().map(({ path }) => path))]
const wall = (performance.now() - start) / 1000
const { user, system } = process.cpuUsage()
const figures = {
  today,
  wallSeconds: rounded(wall),
  /** Of the whole process: both workers and what starts them. */
  cpuSeconds: rounded((user + system) / 1e6),
  workerCpuSeconds: rounded(workerSeconds),
  narrowingCpuSeconds: rounded(narrowingSeconds),
  limitSeconds,
  leaves: proved.reduce((sum, { result }) => sum + result.leaves, 0),
  points: proved.reduce((sum, { result }) => sum + result.points, 0n).toString(),
  promises: promises.length + 2,
  life,
  withdrawals,
  steps: { ...steps, broken: steps.broken.length },
  tables: { ...tables, broken: tables.broken.length },
  pairsCompared: [...compared.values()].reduce((sum, count) => sum + count, 0),
  cellsCompared: Object.fromEntries(compared),
  cellsNotCompared: orderedCells.filter((cell) => (compared.get(cell) ?? 0) === 0 && !(cell in comparedElsewhere)),
  comparedElsewhere,
  grown,
  unreached: [...Object.keys(rulebook), ...Object.keys(refusals)].filter((rule) => !reached.has(rule)),
  broken: proved.flatMap(({ result }) => [...result.broken]),
  miscounted: proved
    .filter(({ result }) => result.covered !== null && result.covered !== 1)
    .map(({ task }) => task.held),
}
mkdirSync('out/prove', { recursive: true })
writeFileSync('out/prove/rules.json', `${JSON.stringify(figures, null, 2)}\n`)
console.log(
  `${figures.leaves} leaves cover ${figures.points} points; ${figures.promises} promises held in each\n` +
    `${life.states} states of a mandate, ${life.steps} steps, ${life.promises} promises; ${withdrawals.cases} withdrawals\n` +
    `${steps.followed} next steps followed after ${steps.refusals} refusals, ${tables.cells} cells of published tables read\n` +
    `${figures.pairsCompared} pairs of a wider and a narrower policy over ${compared.size} cells\n` +
    `${figures.wallSeconds} s on the wall, ${figures.cpuSeconds} s of two processors`,
)
const wrong = {
  broken: figures.broken,
  'broken in the life of a mandate': [...life.broken, ...life.unreached],
  'broken in withdrawal': [...withdrawals.broken.slice(0, 5), ...withdrawals.unreached],
  'next steps that lead nowhere, or tell': steps.broken.slice(0, 3),
  'cells of tables that the rules contradict': tables.broken.slice(0, 5),
  'grants more when narrowed': grown,
  'ordered cells never compared': figures.cellsNotCompared,
  'rules never reached': figures.unreached,
  'points not covered exactly once': figures.miscounted,
}
const red = Object.entries(wrong).filter(([, found]) => found.length > 0)
for (const [what, found] of red) console.log(`${what}: ${JSON.stringify(found)}`)
process.exitCode = red.length === 0 ? 0 : 1

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10
}
