/** `npm run prove:rules`: the whole proof on two workers. Prints the figures and writes them to out/prove/rules.json. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'
import { refusals } from '../../domain/rules/refusals.ts'
import { rulebook } from '../../domain/rules/rulebook.ts'
import { promises } from './invariants.ts'
import { filledInRules } from './prove.ts'
import type { Result, Task } from './prove.ts'
import { narrowedRelations, type Grown } from './narrowing.ts'
import type { Relation } from '../../domain/rules/relations.ts'
import { everyTask } from './tasks.ts'

/** An ordinary day; the order of days does not depend on it (see the tests of the calendar). */
const today = v.parse(CalendarDay, process.argv[2] ?? '2026-11-23')
type Narrow = { readonly today: CalendarDay; readonly narrow: Relation }
type Narrowed = { readonly narrowed: Relation; readonly compared: number; readonly grown: readonly Grown[] }
type Proved = { readonly task: Task; readonly result: Result }
const start = performance.now()
const open: (Task | Narrow)[] = [...everyTask(today)]
open.splice(
  3,
  0,
  ...narrowedRelations.filter((relation) => relation !== 'guardian').map((narrow) => ({ today, narrow })),
)
const pairs = { compared: 0, grown: [] as Grown[] }
const done: { readonly task: Task; readonly result: Result }[] = []

await Promise.all([work(), work()])

function work(): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url))
    worker.on('error', reject)
    worker.on('message', (message: Proved | Narrowed | { readonly ready: boolean }) => {
      if ('task' in message) {
        done.push(message)
        const { leaves, covered, broken } = message.result
        const relation = JSON.stringify(Object.values(message.task.held))
        console.log(
          `${relation}: ${leaves} leaves, ${verdict(covered)}${broken.size === 0 ? '' : `, BROKEN ${[...broken.keys()].join('; ')}`}`,
        )
      }
      if ('narrowed' in message) {
        pairs.compared += message.compared
        pairs.grown.push(...message.grown)
        console.log(`narrowing for ${message.narrowed}: ${message.compared} pairs, ${message.grown.length} grant more`)
      }
      const task = open.shift()
      if (task !== undefined) worker.postMessage(task)
      else void worker.terminate().then(() => resolve())
    })
  })
}

function verdict(covered: number | null): string {
  if (covered === null) return 'points not counted'
  return covered === 1 ? 'every point exactly once' : 'POINTS MISSING OR TWICE'
}

const reached = new Set([...done.flatMap(({ result }) => [...result.rules]), ...filledInRules])
const unreached = [...Object.keys(rulebook), ...Object.keys(refusals)].filter((rule) => !reached.has(rule))
const broken = done.flatMap(({ result }) => [...result.broken])
const figures = {
  today,
  seconds: Math.round(performance.now() - start) / 1000,
  leaves: done.reduce((sum, { result }) => sum + result.leaves, 0),
  points: done.reduce((sum, { result }) => sum + result.points, 0n).toString(),
  promises: promises.length + 2,
  pairsCompared: pairs.compared,
  grown: pairs.grown,
  unreached,
  broken,
  miscounted: done.filter(({ result }) => result.covered !== null && result.covered !== 1).map(({ task }) => task.held),
}
mkdirSync('out/prove', { recursive: true })
writeFileSync('out/prove/rules.json', `${JSON.stringify(figures, null, 2)}\n`)
console.log(
  `${figures.leaves} leaves cover ${figures.points} points in ${figures.seconds} s; ${figures.promises} promises held in each`,
)
if (unreached.length > 0) console.log('never reached:', unreached.join(', '))
process.exitCode = broken.length + pairs.grown.length + unreached.length + figures.miscounted.length === 0 ? 0 : 1
