/** One holder for one folder, with real processes and real SIGKILL. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { holdAlone } from '../../main/processes/sole-holder.ts'
import { bornAt, stillRuns } from '../../main/processes/born.ts'
import { isAlive } from '../../main/processes/processes.ts'

const program = fileURLToPath(new URL('./support/holder-child.ts', import.meta.url))
let folder: string
let running: ChildProcess[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'balie-holder-'))
  running = []
})
afterEach(async () => {
  for (const child of running) await end(child)
  rmSync(folder, { recursive: true })
})

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** A process that tried to take the folder, and what it said. */
async function taker(): Promise<{ readonly child: ChildProcess; readonly said: unknown }> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  running.push(child)
  const [line] = await once(child.stdout, 'data')
  return { child, said: JSON.parse(String(line)) }
}
/** As if somebody had held it. */
function plant(number: number, text: string): void {
  mkdirSync(join(folder, 'holder'), { recursive: true })
  writeFileSync(join(folder, 'holder', String(number)), text)
}
const names = (): readonly string[] => readdirSync(join(folder, 'holder')).sort()

describe('a folder', () => {
  it('is held by the first, who is named to the second, until it is killed; then it is free at once', async () => {
    const first = await taker()
    expect(first.said).toEqual({ kind: 'held' })
    for (let n = 0; n < 2; n += 1) expect((await taker()).said).toEqual({ kind: 'taken', pid: first.child.pid })
    await end(first.child)
    const next = await taker()
    expect(next.said).toEqual({ kind: 'held' })
    expect((await taker()).said).toEqual({ kind: 'taken', pid: next.child.pid })
    expect(names()).toEqual(['2'])
  }, 30_000)

  it('is free when the pid is somebody else’s now', async () => {
    const other = await taker()
    const pid = other.child.pid ?? 0
    plant(9, JSON.stringify({ pid, born: `${bornAt(pid)?.split(' ')[0] ?? ''} 1` }))
    expect(holdAlone(folder)).toEqual({ kind: 'held' })
    expect(names()).toEqual(['10'])
  })

  it('is free after a boot, although a process with that pid and age runs', () => {
    const [, ticks = ''] = bornAt(process.pid)?.split(' ') ?? []
    plant(3, JSON.stringify({ pid: process.pid, born: `00000000-0000-0000-0000-000000000000 ${ticks}` }))
    expect(holdAlone(folder)).toEqual({ kind: 'held' })
  })

  it('is not blocked by what a power cut left: an empty file, half a line, strange names', () => {
    plant(1, '')
    plant(2, '{"pid":')
    for (const name of ['new-1-1', '03', 'x', '-1']) writeFileSync(join(folder, 'holder', name), 'x')
    expect(holdAlone(folder)).toEqual({ kind: 'held' })
    expect(names()).toEqual(['-1', '03', '3', 'new-1-1', 'x'])
  })

  it('has one holder however many come at once, over what a dead one left', async () => {
    for (let round = 0; round < 3; round += 1) {
      const all = await Promise.all(Array.from({ length: 6 }, () => taker()))
      const holders = all.filter(({ said }) => JSON.stringify(said) === '{"kind":"held"}')
      expect(holders).toHaveLength(1)
      for (const { said } of all)
        expect([{ kind: 'held' }, { kind: 'taken', pid: holders[0]?.child.pid }]).toContainEqual(said)
      for (const { child } of all) await end(child)
    }
  }, 60_000)
})

it('a process is known by its birth, and a dead one is not running', async () => {
  expect(stillRuns({ pid: process.pid, born: bornAt(process.pid) })).toBe(true)
  expect(stillRuns({ pid: process.pid, born: 'another' })).toBe(false)
  const { child } = await taker()
  const pid = child.pid ?? 0
  const born = bornAt(pid)
  expect(born).not.toBe(bornAt(process.pid))
  await end(child)
  expect(stillRuns({ pid, born })).toBe(false)
})

describe('where there is no /proc', () => {
  const boot = Date.parse('2026-11-25T07:00:20Z')
  const without = (bootedAt: number) => ({ proc: join(tmpdir(), 'no-such-proc'), bootedAt: () => bootedAt })
  const { pid } = process
  const born = bornAt(pid, without(boot))

  it.each([
    [0, true],
    [-90_000, true],
    [90_000, true],
    [-4 * 60_000, false],
    [4 * 60_000, false],
  ])('a process is the same when the boot seems %d ms later: %s', (later, same) => {
    expect(stillRuns({ pid, born }, without(boot + later))).toBe(same)
  })

  it('neither a birth that says nothing nor one of Linux is that of a living pid', () => {
    for (const other of [null, '', 'boot', 'boot x', bornAt(pid)])
      expect(stillRuns({ pid, born: other }, without(boot))).toBe(false)
  })

  it('the boot of this machine stays the same', async () => {
    const here = { proc: join(tmpdir(), 'no-such-proc') }
    const written = bornAt(pid, here)
    expect(written).toMatch(/^boot \d{8}$/)
    expect(stillRuns({ pid, born: written }, here)).toBe(true)
  })
})

it.each([
  ['EPERM', true],
  ['ESRCH', false],
])('a process whose signal ends in %s is alive: %s', (code, alive) => {
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error(code), { code })
  })
  try {
    expect(isAlive(process.ppid)).toBe(alive)
  } finally {
    kill.mockRestore()
  }
})
