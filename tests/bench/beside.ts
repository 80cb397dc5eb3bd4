/**
 * `npm run bench -- --beside DIR [NAME…]`: each item here and in another checkout of Balie, in turns in one run on one
 * machine, as the ratio of their own times. The other checkout has its packages, and its own bench measures it.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { root } from '../runner/commands.ts'
import { measured, quantile, ratiosOf, rounded, type Measure, type NotRun, type Target } from './measure.ts'

/** Of each measure, the figure in its `detail` that is the product's own; what is not here has none to compare. */
const own: Readonly<Record<string, string>> = {
  'next-visitor': 'warmMs',
  'start-to-attract': 'kioskMs',
  'append-to-acknowledgement': 'appendMs',
  'compose-and-seal': 'whatMs',
  verify: 'whatMs',
  'ink-handler': 'p95Ms',
  'ink-first-paint': 'kioskMs',
  dossier: 'nowMs',
  'look-up': 'ms100000',
  'renderer-script': 'bytes',
}
/** What a person cannot tell from nothing, and a machine's noise hides. */
const noSlower: Target = { atMost: 1.05 }

const Report = v.object({
  measures: v.array(v.object({ name: v.string(), detail: v.record(v.string(), v.union([v.number(), v.string()])) })),
  notRun: v.array(v.object({ name: v.string(), notRun: v.string() })),
})
type Figures = ReadonlyMap<string, number>

/**
 * @param tree the other checkout.
 * @param rounds how often each item is measured on either side.
 */
export function benchBeside(of: {
  readonly tree: string
  readonly items: readonly string[]
  readonly rounds: number
}): { readonly measures: readonly Measure[]; readonly notRun: readonly NotRun[] } {
  const { tree, items, rounds } = of
  const against = `the same at ${commitOf(tree)}`
  const measures: Measure[] = []
  const notRun: NotRun[] = []
  for (const item of items) {
    console.log(`measuring ${item} on both sides …`)
    try {
      measures.push(...inTurns({ item, tree, rounds, against }))
    } catch (error) {
      notRun.push({ name: item, notRun: error instanceof Error ? error.message : 'unknown' })
    }
  }
  return { measures, notRun }
}

function inTurns(of: { item: string; tree: string; rounds: number; against: string }): readonly Measure[] {
  const { item, tree, rounds, against } = of
  const found: { here: Figures; there: Figures }[] = []
  for (let round = 0; round < rounds; round += 1) {
    // Neither is always first.
    if (round % 2 === 0) {
      const there = figuresOf(tree, item)
      found.push({ here: figuresOf(root, item), there })
    } else {
      const here = figuresOf(root, item)
      found.push({ here, there: figuresOf(tree, item) })
    }
  }
  return [...(found[0]?.here.keys() ?? [])].map((name) => {
    const here = found.map((one) => one.here.get(name) ?? Number.NaN)
    const there = found.map((one) => one.there.get(name) ?? Number.NaN)
    return measured({
      name,
      what: `${own[name] ?? ''} here`,
      against,
      ratios: ratiosOf(here, there),
      // Bytes are no time, and have a limit of their own.
      target: own[name] === 'bytes' ? null : noSlower,
      detail: {
        here: rounded(quantile(here, 0.5)),
        there: rounded(quantile(there, 0.5)),
        // Of a busy machine the least says most: nothing makes a run faster than it is.
        leastHere: rounded(Math.min(...here)),
        leastThere: rounded(Math.min(...there)),
      },
    })
  })
}

/** One item of a checkout's own bench, by that checkout's own Node. @throws Error with what it said when it did not run. */
function figuresOf(tree: string, item: string): Figures {
  const file = join(tree, 'out/bench/part.json')
  rmSync(file, { force: true })
  const node = join(tree, 'node_modules/.bin/node')
  const { status, stderr } = spawnSync(node, [join(tree, 'tests/bench/index.ts'), item], {
    cwd: tree,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (status !== 0) throw new Error(`${tree}: ${stderr.trim().split('\n').at(-1) ?? `ended with ${String(status)}`}`)
  const { measures, notRun } = v.parse(Report, JSON.parse(readFileSync(file, 'utf8')))
  if (notRun[0] !== undefined) throw new Error(`${tree}: ${notRun[0].notRun}`)
  return new Map(
    measures.flatMap(({ name, detail }) => {
      const figure = detail[own[name] ?? '']
      return typeof figure === 'number' ? [[name, figure] as const] : []
    }),
  )
}

function commitOf(tree: string): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: tree, encoding: 'utf8' }).trim()
}
