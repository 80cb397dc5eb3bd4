/** Starts one command or one vitest run and counts what came of it. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkoutVariable, readableCheckout } from '../support/unprivileged.ts'
import { root, tool, type Command } from './commands.ts'
import { add, countReport, failure, nothing, type Counts } from './counts.ts'

/** A command is one case: exit code 0 passes. */
export async function runCommand({ file, args }: Command): Promise<Counts> {
  const code = await exitCode({ file, args, env: process.env })
  return code === 0 ? { ...nothing, passed: 1 } : failure(`exit code ${code}`)
}

/** As `runCommand`, for what runs beside another command: what it says is held until its end, so that nothing mixes. */
export async function runBeside({ file, args }: Command): Promise<Counts & { readonly said: string }> {
  const child = spawn(file, args, { cwd: root, env: process.env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const counts = code === 0 ? { ...nothing, passed: 1 } : failure(`exit code ${code}`)
  return { ...counts, said: Buffer.concat(said).toString() }
}

export interface VitestRun {
  readonly name: string
  readonly filters: readonly string[]
  readonly exclude?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** One file after the other: for tests that need both cores for their own processes. */
  readonly oneAtATime?: boolean
  /** Files share their processes and the modules in them: for pure functions over data. */
  readonly shared?: boolean
}

/** Counts real cases from the JSON report; a run that dies without a report, or fails beside its cases, is one failure. */
export async function runVitest({
  name,
  filters,
  exclude = [],
  env = {},
  oneAtATime = false,
  shared = false,
}: VitestRun): Promise<Counts> {
  const report = join(root, 'out/test', `${name}.json`)
  mkdirSync(join(root, 'out/test'), { recursive: true })
  rmSync(report, { force: true })
  const command = tool('vitest', [
    'run',
    ...filters,
    ...exclude.flatMap((pattern) => ['--exclude', pattern]),
    ...(oneAtATime ? ['--no-file-parallelism'] : []),
    ...(shared ? ['--no-isolate'] : []),
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const checkout = { [checkoutVariable]: readableCheckout() }
  const code = await exitCode({ ...command, env: { ...process.env, ...checkout, ...env } })
  const counts = readCounts(report)
  return code !== 0 && counts.failed === 0 ? add(counts, failure(`exit code ${code} beside the cases`)) : counts
}

function readCounts(report: string): Counts {
  try {
    return countReport(JSON.parse(readFileSync(report, 'utf8')))
  } catch {
    return failure('no report')
  }
}

function exitCode({ file, args, env }: Command & { readonly env: NodeJS.ProcessEnv }): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code))
  })
}
