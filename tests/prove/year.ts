/**
 * `npm run prove:year`: the simulated year, then one with each planted fault, which must not get through. Figures go to
 * out/prove/year.json. Each run is a process of its own, two at a time.
 */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { faults, type Fault } from './year/faults.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** What the simulation loads. */
const rooms = ['central', 'domain', 'look', 'main', 'paper', 'session', 'build', 'package.json']
const parts = ['central/support', 'document', 'main/support', 'prove/year', 'gateway', 'support']
const options = process.argv.slice(2)
const days = numberOf('--days', 400)
const seed = numberOf('--seed', 1)
const only = options.includes('--no-faults')

interface Ran {
  readonly ok: boolean
  readonly seconds: number
  readonly said: string
}

const begun = performance.now()
const right = await live(root, days)
process.stdout.write(right.ok ? `${days} days: ${right.said}\n` : `THE YEAR FAILS: ${right.said}\n`)
const table = only || !right.ok ? [] : await everyFault()
const unnoticed = table.filter(({ noticed }) => !noticed)
const report = {
  days,
  seed,
  ok: right.ok && unnoticed.length === 0,
  figures: right.ok ? (JSON.parse(right.said) as unknown) : null,
  failure: right.ok ? null : right.said,
  faults: table,
  unnoticed: unnoticed.map(({ name }) => name),
  seconds: Math.round((performance.now() - begun) / 1000),
}
mkdirSync(join(root, 'out', 'prove'), { recursive: true })
writeFileSync(join(root, 'out', 'prove', 'year.json'), `${JSON.stringify(report, null, 2)}\n`)
process.stdout.write(
  `${table.length - unnoticed.length} of ${table.length} planted faults noticed; ${report.seconds} s\n`,
)
process.exitCode = report.ok ? 0 : 1

async function everyFault(): Promise<readonly { name: string; noticed: boolean; by: string; seconds: number }[]> {
  const waiting = [...faults]
  const done: { name: string; noticed: boolean; by: string; seconds: number }[] = []
  const work = async (): Promise<void> => {
    for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
      const ran = await withFault(fault)
      const by = ran.ok ? '' : (ran.said.split('\n')[0] ?? '')
      done.push({ name: fault.name, noticed: !ran.ok && by.includes('Violation'), by, seconds: ran.seconds })
      process.stdout.write(`${ran.ok ? 'NOT NOTICED' : 'noticed'}: ${fault.name} (${ran.seconds} s) ${by}\n`)
    }
  }
  await Promise.all([work(), work()])
  return done
}

async function withFault(fault: Fault): Promise<Ran> {
  const copy = mkdtempSync(join(tmpdir(), 'balie-fault-'))
  try {
    for (const room of rooms) cpSync(join(root, room), join(copy, room), { recursive: true })
    for (const part of parts) cpSync(join(root, 'tests', part), join(copy, 'tests', part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    for (const { file, from, to } of fault.also === undefined ? [fault] : [fault, fault.also]) {
      const text = readFileSync(join(copy, file), 'utf8')
      if (text.split(from).length !== 2) return { ok: true, seconds: 0, said: `${file} has not this line once` }
      writeFileSync(join(copy, file), text.replace(from, to))
    }
    return await live(copy, days)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

function live(folder: string, length: number): Promise<Ran> {
  return new Promise((resolve) => {
    const started = performance.now()
    const run = spawn(process.execPath, [join(folder, 'tests/prove/year/run.ts'), String(length), String(seed), '40'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    run.stdout.on('data', (part: Buffer) => (out += part.toString()))
    run.stderr.on('data', (part: Buffer) => (err += part.toString()))
    run.on('close', (code) => {
      const seconds = Math.round((performance.now() - started) / 100) / 10
      const lines = err.split('\n')
      const at = lines.findIndex((line) => /^(Violation|\w*Error)/.test(line))
      resolve({ ok: code === 0, seconds, said: code === 0 ? out.trim() : lines.slice(Math.max(0, at)).join('\n') })
    })
  })
}

function numberOf(name: string, fallback: number): number {
  const at = options.indexOf(name)
  return at < 0 ? fallback : Number(options[at + 1])
}
