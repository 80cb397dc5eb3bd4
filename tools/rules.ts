/**
 * `npm run rules -- POLICY.json` writes docs/rules/<hospital>.md; `-- A.json B.json` compares two hospitals;
 * `-- --explain FACTS.json POLICY.json` tells why a decision came out; `-- --examples` writes the policies and tables of
 * the repository's own hospitals and the JSON Schema; `-- --sign KEY.json POLICY.json` signs a policy (JWS, ES256) and
 * `-- --accept KEY.json FILE CURRENT.json OTHERS.json…` says whether it may replace the current one; OTHERS are keys of
 * other hospitals.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dayAt } from '../domain/days/amsterdam.ts'
import { acceptPolicy } from '../domain/policy/accept.ts'
import { defaultPolicy } from '../domain/policy/default.ts'
import { otherHospitals } from './rules/hospitals.ts'
import { policyJsonSchema } from './rules/json-schema.ts'
import type { HospitalPolicy } from '../domain/policy/policy.ts'
import { faultText, readPolicyText } from '../domain/policy/read.ts'
import { factFaults, readFactsText } from '../domain/rules/read-facts.ts'
import { explained } from './rules/explain.ts'
import { signatureOf, signedPolicy } from './rules/sign.ts'
import { differences } from './rules/differences.ts'
import { markdownOf, tableDay } from './rules/table.ts'

const folder = 'docs/rules'

try {
  await run(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function run([first = '', second, third, fourth, ...others]: readonly string[]): Promise<void> {
  if (first === '--examples') return examples()
  if (first === '--explain' && second !== undefined && third !== undefined)
    return console.log(explained(factsOf(second), policyOf(third)))
  if (first === '--sign' && second !== undefined && third !== undefined)
    return console.log(await signedPolicy(policyOf(third), readFileSync(second, 'utf8')))
  if (first === '--accept' && second !== undefined && third !== undefined && fourth !== undefined)
    return console.log(await accepted(second, third, fourth, others))
  if (first === '' || first.startsWith('--'))
    throw new Error(
      'npm run rules -- POLICY.json | A.json B.json | --explain FACTS.json POLICY.json | --examples | --sign KEY.json POLICY.json | --accept KEY.json FILE CURRENT.json OTHERS.json…',
    )
  if (second !== undefined)
    return console.log(differences(policyOf(first), policyOf(second), { day: tableDay }).join('\n'))
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
  if (read.kind === 'fault') throw new Error(`${path}: ${faultText(read)}`)
  return read.policy
}

/** The policy that may replace the current one, or an error that names why not. */
async function accepted(key: string, file: string, current: string, others: readonly string[]): Promise<string> {
  const text = (path: string) => readFileSync(path, 'utf8')
  const held = policyOf(current)
  const hospital = held.hospital.id
  const signature = await signatureOf({ file: text(file).trim(), ours: text(key), others: others.map(text), hospital })
  const read = acceptPolicy({ signature, hospital, newestSeen: held.version, held, today: dayAt(Date.now()) })
  if (read.kind === 'fault') throw new Error(`${file}: ${faultText(read)}`)
  return JSON.stringify(read.policy)
}

function factsOf(path: string) {
  const read = readFactsText(readFileSync(path, 'utf8'))
  if (read.kind === 'fault') throw new Error(`${path}: ${read.id} ${read.path}: ${factFaults[read.id]}`)
  return read.facts
}
