/**
 * `npm run rules -- POLICY.json` writes docs/rules/<hospital>.md; `-- A.json B.json` compares two hospitals;
 * `-- --explain FACTS.json POLICY.json` tells why a decision came out; `-- --examples` writes the policies and tables of
 * the repository's own hospitals and the JSON Schema; `-- --sign KEY.json POLICY.json` and `-- --verify KEY.json FILE`
 * sign and check a policy (JWS, ES256).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { otherHospitals } from '../../domain/policy/hospitals/hospitals.ts'
import { policyJsonSchema } from '../../domain/policy/jsonSchema.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { policyFaults, readPolicyText } from '../../domain/policy/read.ts'
import { factFaults, readFacts } from '../../domain/rules/readFacts.ts'
import { explained } from './rules/explain.ts'
import { signedPolicy, verifiedText } from './rules/sign.ts'
import { differences, markdownOf } from './rules/table.ts'

const folder = 'docs/rules'

try {
  await run(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function run([first = '', second, third]: readonly string[]): Promise<void> {
  if (first === '--examples') return examples()
  if (first === '--explain' && second !== undefined && third !== undefined)
    return console.log(explained(factsOf(second), policyOf(third)))
  if (first === '--sign' && second !== undefined && third !== undefined)
    return console.log(await signedPolicy(policyOf(third), readFileSync(second, 'utf8')))
  if (first === '--verify' && second !== undefined && third !== undefined) {
    const text = await verifiedText(readFileSync(third, 'utf8').trim(), readFileSync(second, 'utf8'))
    if (text === null) throw new Error(`policy.unsigned: ${policyFaults['policy.unsigned']}`)
    return console.log(text)
  }
  if (first === '' || first.startsWith('--'))
    throw new Error('npm run rules -- POLICY.json | A.json B.json | --explain FACTS.json POLICY.json | --examples')
  if (second !== undefined) return console.log(differences(policyOf(first), policyOf(second)).join('\n'))
  table(policyOf(first))
}

function table(policy: HospitalPolicy): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/${policy.hospital.id}.md`, markdownOf(policy))
  console.log(`${folder}/${policy.hospital.id}.md`)
}

function examples(): void {
  mkdirSync(`${folder}/policies`, { recursive: true })
  for (const policy of [defaultPolicy, ...otherHospitals]) {
    writeFileSync(`${folder}/policies/${policy.hospital.id}.json`, `${JSON.stringify(policy, null, 2)}\n`)
    table(policy)
  }
  writeFileSync(`${folder}/policy.schema.json`, `${JSON.stringify(policyJsonSchema(), null, 2)}\n`)
}

function policyOf(path: string): HospitalPolicy {
  const read = readPolicyText(readFileSync(path, 'utf8'))
  if (read.kind === 'fault') throw new Error(`${path}: ${read.id} ${read.path}: ${policyFaults[read.id]}`)
  return read.policy
}

function factsOf(path: string) {
  const raw: unknown = JSON.parse(readFileSync(path, 'utf8'))
  const read = readFacts(raw)
  if (read.kind === 'fault') throw new Error(`${path}: ${read.id} ${read.path}: ${factFaults[read.id]}`)
  return read.facts
}
