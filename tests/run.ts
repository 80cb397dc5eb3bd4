/**
 * `npm test`: all stages in order (the static ones two at a time), each timed, ending with one line that counts. A failed stage does not stop the
 * others, except those that need it. `npm test -- lint unit` runs only the named stages and says so.
 */
import { add, failure, nothing, type Counts } from './runner/counts.ts'
import { longProofs } from './runner/long-proofs.ts'
import { inTurns } from './runner/turns.ts'
import { stages, type Stage } from './runner/stages.ts'

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !stages.some((stage) => stage.name === name))
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(', ')}. Stages: ${stages.map(({ name }) => `"${name}"`).join(', ')}`)
  process.exit(2)
}

let total: Counts = nothing
const passed = new Set<string>()
const summary: string[] = []
const failures: string[] = []
const notRun: string[] = []
const running = stages.filter(({ name }) => chosen.length === 0 || chosen.includes(name))
for (const together of inTurns(running)) {
  const left = [...together]
  const lane = async () => {
    for (let stage = left.shift(); stage !== undefined; stage = left.shift()) await runOne(stage)
  }
  await Promise.all([lane(), lane()])
}

async function runOne(stage: Stage): Promise<void> {
  const heading = `\n── ${stage.name} ──`
  if (stage.beside === undefined) console.log(heading)
  const begun = performance.now()
  const unmet = stage.needs.filter((need) => (chosen.length === 0 || chosen.includes(need)) && !passed.has(need))
  const result: Awaited<ReturnType<Stage['run']>> = unmet.length > 0 ? failure('not run') : await stage.run()
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  if ('notRun' in result) {
    passed.add(stage.name)
    notRun.push(`NOT RUN  ${stage.name}: ${result.notRun}`)
    return
  }
  if (stage.beside !== undefined) console.log(`${heading}\n${result.said ?? ''}`)
  if (result.failed === 0) passed.add(stage.name)
  total = add(total, result)
  failures.push(...result.failures.map((one) => `FAILED   ${stage.name}: ${one}`))
  const because = unmet.length > 0 ? ` (not run, needs ${unmet.join(', ')})` : ''
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : ''
  summary.push(
    `${result.failed === 0 ? 'passed ' : 'FAILED '}  ${stage.name}: ${result.passed} passed, ${result.failed} failed${skipped}, ${seconds} s${because}`,
  )
}

// The failures stand last, because a log is often cut to its end.
console.log(`\n${[...summary, ...failures].join('\n')}`)
console.log(`\n${[...notRun, ...longProofs].join('\n')}`)
if (chosen.length > 0) console.log(`Only ${chosen.join(', ')} was run.`)
console.log(`tests: ${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
