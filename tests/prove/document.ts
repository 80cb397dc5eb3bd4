/**
 * `npm run prove:document`: throws broken PDFs, step chains and ink at the verifier and counts. No crash, nothing slower
 * than a second, nothing accepted that is not the honest file. Writes out/prove/document.json; exit code 1 on any failure.
 *
 * `node tests/prove/document.ts [COUNT] [SEED]`; 100,000 by default.
 */
import { webcrypto } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inkForDocument, inkProblem } from '../../domain/document/ink.ts'
import { verifySteps } from '../../domain/document/steps.ts'
import { portOver } from '../../domain/verify/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { dutch, withSigners } from '../document/people.ts'
import { makeVisitKey, sealedPdf, sha256, stepsOf } from '../document/sealed.ts'
import { makeTrainingCa } from '../document/training-ca.ts'
import { mutatedInk, mutatedPdf, mutatedSteps } from './mutate.ts'
import { random } from './random.ts'

const count = Number(process.argv[2] ?? 100_000)
const seed = Number(process.argv[3] ?? 20_261_123)
const next = random(seed)
const port = portOver(webcrypto.subtle)
const ca = makeTrainingCa()
const visit = await makeVisitKey()
const model = withSigners(dutch, 2)
const honest = [await sealedPdf(dutch, { ca }), await sealedPdf(model, { ca, visit })]
const steps = await stepsOf(model, visit)
const options = { anchors: [ca.root], at: new Date('2026-11-24T09:00:00Z') }
for (const pdf of honest)
  if (!(await verifyPdf(port, pdf, options)).accepted) throw new Error('the honest file is refused')

const tally = { pdf: 0, steps: 0, ink: 0, falseAccepts: [] as string[], crashes: [] as string[], slowest: 0 }
const reasons: Record<string, number> = {}
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
    const base = honest[i % 2] ?? new Uint8Array()
    const { bytes, what } = mutatedPdf(base, next)
    if (Buffer.compare(bytes, base) === 0) continue
    await one('pdf', `pdf ${i}: ${what}`, async () => (await verifyPdf(port, bytes, options)).problem?.id ?? null)
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
const report = { seed, ...tally, slowest: Math.round(tally.slowest), seconds, reasons }
const folder = fileURLToPath(new URL('../../out/prove/', import.meta.url))
mkdirSync(folder, { recursive: true })
writeFileSync(`${folder}document.json`, `${JSON.stringify(report, null, 2)}\n`)
console.log(JSON.stringify({ ...report, reasons: Object.keys(reasons).length }))
const good = tally.falseAccepts.length === 0 && tally.crashes.length === 0 && tally.slowest < 1000
process.exitCode = good ? 0 : 1
