/**
 * `npm run mutate:rules`: Stryker over the rules, part after part, so that a run that is cut keeps the parts it finished.
 * Names of parts run only those. Each report goes to out/mutation/PART.json; `docs/rules/mutation.md` names the survivors.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { excused, survivorsOf } from './survivors.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stryker = fileURLToPath(new URL('../../node_modules/@stryker-mutator/core/bin/stryker.js', import.meta.url))
const base: unknown = JSON.parse(readFileSync(new URL('./rules.stryker.json', import.meta.url), 'utf8'))

/** Left out: files that only declare (refusals, rulebook, relations, next steps, cells, examples of the table). */
const parts: Readonly<Record<string, readonly string[]>> = {
  child: ['domain/rules/rows/{asked,child,coHolder,young}.ts'],
  adult: ['domain/rules/rows/{chosen,courtAppointed,proxyAndFamily,represented,self}.ts'],
  gates: ['domain/rules/{capacity,evidence,form,gates,outline,outlineOf}.ts'],
  decision: ['domain/rules/{decision,facts,index,readFacts,withdrawal,world}.ts'],
  lifecycle: ['domain/lifecycle/*.ts'],
  days: ['domain/days/*.ts'],
  approval: ['domain/rules/atApproval.ts', 'domain/policy/stranger.ts'],
  policy: ['domain/policy/{accept,kinds,narrow,read}.ts'],
}

const Report = v.object({
  files: v.record(v.string(), v.object({ mutants: v.array(v.object({ status: v.string() })) })),
})

const named = process.argv.slice(2)
const chosen = named.length > 0 ? named : Object.keys(parts)
mkdirSync('out/mutation', { recursive: true })
let failed = false
for (const part of chosen) {
  const mutate = parts[part]
  if (mutate === undefined) throw new Error(`no part ${part}: ${Object.keys(parts).join(', ')}`)
  const config = `out/mutation/${part}.config.json`
  const report = `out/mutation/${part}.json`
  writeFileSync(
    config,
    JSON.stringify({ ...Object(base), mutate, jsonReporter: { fileName: report }, tempDirName: `out/stryker/${part}` }),
  )
  const { status } = spawnSync(process.execPath, [stryker, 'run', config], { cwd: root, stdio: 'inherit' })
  if (status !== 0) {
    failed = true
    continue
  }
  const raw: unknown = JSON.parse(readFileSync(report, 'utf8'))
  const mutants = Object.values(v.parse(Report, raw).files).flatMap((file) => file.mutants)
  const of = (state: string) => mutants.filter((mutant) => mutant.status === state).length
  console.log(
    `${part}: ${mutants.length} mutants, ${of('Killed')} killed, ${of('Timeout')} timed out, ${of('Survived')} survived, ${of('NoCoverage')} without a test`,
  )
  const known = new Set(excused())
  for (const left of survivorsOf(raw)) if (!known.has(left)) console.log(`  not excused: ${left}`)
}
process.exitCode = failed ? 1 : 0
