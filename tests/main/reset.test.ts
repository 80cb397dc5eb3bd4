/** `npm run reset` as a program: it forgets a folder that nobody uses, and no other. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stateFolderInUse } from '../../main/start/only-kiosk.ts'

const program = fileURLToPath(new URL('../../main/start/reset.ts', import.meta.url))
const holder = fileURLToPath(new URL('./support/holder-child.ts', import.meta.url))
let state: string
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'balie-reset-'))
  mkdirSync(join(state, 'kiosk'))
  writeFileSync(join(state, 'machine.json'), '{}')
})
afterEach(() => rmSync(state, { recursive: true, force: true }))

const reset = (...more: string[]) =>
  spawnSync(process.execPath, [program, '--state', state, ...more], { encoding: 'utf8' })
const waiting = (forms: number) => writeFileSync(join(state, 'kiosk/health.json'), JSON.stringify({ waiting: forms }))

describe('reset', () => {
  it.each(['.', 'kiosk'])(
    'refuses, --force or not, while a Balie holds %s, and forgets once it is gone',
    async (part) => {
      const child = spawn(process.execPath, [holder, join(state, part)], { stdio: ['ignore', 'pipe', 'inherit'] })
      try {
        await once(child.stdout, 'data')
        for (const more of [[], ['--force']]) {
          const { status, stdout, stderr } = reset(...more)
          expect([status, stdout]).toEqual([stateFolderInUse.exit, ''])
          expect(stderr).toContain(
            `${stateFolderInUse.id}: ${stateFolderInUse.staff} It is process ${String(child.pid)}.`,
          )
          expect(existsSync(join(state, 'machine.json'))).toBe(true)
        }
      } finally {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      expect(reset()).toMatchObject({ status: 0, stdout: `Forgotten: ${state}\n` })
      expect(existsSync(state)).toBe(false)
    },
    30_000,
  )

  it('keeps forms that were not delivered unless it is forced, and makes nothing where there is nothing', () => {
    waiting(2)
    expect(reset()).toMatchObject({ status: 1, stderr: expect.stringContaining('2 signed forms') })
    expect(existsSync(join(state, 'machine.json'))).toBe(true)
    expect(reset('--force').status).toBe(0)
    expect(reset()).toMatchObject({ status: 0, stdout: 'There is no training state to forget.\n' })
    expect(existsSync(state)).toBe(false)
  }, 30_000)
})
