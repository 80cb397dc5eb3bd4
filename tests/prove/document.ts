/**
 * `npm run prove:document`: throws broken PDFs (forms and approvals, also with long-term data), step chains and ink at the
 * verifier and counts. No crash, nothing slower
 * than a second, nothing accepted that is not the honest file. Writes out/prove/document.json; exit code 1 on any failure.
 *
 * `node tests/prove/document.ts [COUNT] [SEED]`; 100,000 by default.
 */
import { webcrypto } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inkForDocument, inkProblem } from '../../domain/document/ink.ts'
import { verifySteps } from '../../domain/document/steps.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { sha256 } from '../document/sealed.ts'
import { mutatedInk, mutatedPdf, mutatedSteps } from './mutate.ts'
import { random } from './random.ts'
import { isHonest, makeSeeds, makeSteps } from './seeds.ts'

const count = Number(process.argv[2] ?? 100_000)
const seed = Number(process.argv[3] ?? 20_261_123)
const next = random(seed)
const port = portOver(webcrypto.subtle)
const seeds = await makeSeeds()
const { steps, visit } = await makeSteps()

const tally = { pdf: 0, steps: 0, ink: 0, falseAccepts: [] as string[], crashes: [] as string[], slowest: 0 }
const reasons: Record<string, number> = {}
const perSeed: Record<string, number> = {}
const started = performance.now()

async function one(kind: 'pdf' | 'steps' | 'ink', what: string, run: () => Promise<string | null>): Promise<void> {
  const from = performance.now()
  tally[kind]++
  try {
    const reason = await run()
    if (reason === null) tally.falseAccepts.push(what)
    else reasons[reason] = (reasons[reason] ?? 0) + 1
  } catch (error) {
    tally.crashes.push(`${what}: ${error instanceof Error ? error.message : 'thrown'}`)
  }
  tally.slowest = Math.max(tally.slowest, performance.now() - from)
}

for (let i = 0; i < count; i++) {
  const turn = i % 10
  if (turn < 6) {
    const seed = seeds[Math.floor(next() * seeds.length)]
    if (seed === undefined) continue
    const { bytes, what } = mutatedPdf(seed.bytes, next)
    if (isHonest(bytes, seed.bytes)) continue
    perSeed[seed.name] = (perSeed[seed.name] ?? 0) + 1
    await one('pdf', `${seed.name} ${i}: ${what}`, () => seed.ask(bytes))
  } else if (turn < 9) {
    const { value, what } = mutatedSteps(steps, next)
    if (JSON.stringify(value) === JSON.stringify(steps)) continue
    await one('steps', `steps ${i}: ${what}`, async () => {
      const verdict = await verifySteps({ steps: value, key: visit.key, sha256, verify: port.verifyEs256 })
      return verdict.ok ? null : `steps:${verdict.problem}`
    })
  } else {
    const { ink, wrong } = mutatedInk(next)
    await one('ink', `ink ${i}: ${wrong ?? 'good'}`, () => {
      const problem = inkProblem(ink)
      if (wrong !== null) return Promise.resolve(problem === null ? null : `ink:${problem}`)
      // Good ink must be taken, stay on its pad and be the same when thinned again after thinning.
      const thin = inkForDocument(ink)
      return Promise.resolve(problem === null && inkProblem(thin) === null ? 'ink:taken' : null)
    })
  }
}

const seconds = Math.round((performance.now() - started) / 100) / 10
const report = { seed, ...tally, slowest: Math.round(tally.slowest), seconds, perSeed, reasons }
const folder = fileURLToPath(new URL('../../out/prove/', import.meta.url))
mkdirSync(folder, { recursive: true })
writeFileSync(`${folder}document.json`, `${JSON.stringify(report, null, 2)}\n`)
console.log(JSON.stringify({ ...report, reasons: Object.keys(reasons).length }))
const good = tally.falseAccepts.length === 0 && tally.crashes.length === 0 && tally.slowest < 1000
process.exitCode = good ? 0 : 1
