import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultCode, faultExit, lastResort, longestEnd } from '../../main/last-resort.ts'
import { root } from '../runner/commands.ts'

function resort(close: () => Promise<unknown> | null) {
  const said: string[] = []
  const timers: { readonly after: number; readonly action: () => void }[] = []
  const fault = lastResort({
    log: (event, fields) => said.push(`${event} ${fields?.code ?? ''}`),
    close: () => {
      said.push('close')
      return close()
    },
    exit: (code) => said.push(`exit ${String(code)}`),
    clock: {
      after: (after, action) => {
        timers.push({ after, action })
        return () => undefined
      },
    },
  })
  return { fault, said, timers }
}
const soon = () => new Promise((resolve) => setImmediate(resolve))

describe('machine 11: one uncaught fault in main', () => {
  it('ends the visit by the common path, then the process, with a code that has it restarted', async () => {
    const { fault, said } = resort(() => Promise.resolve())
    fault('uncaughtException', new TypeError('patient W.L. de Bruijn'))
    expect(said).toEqual(['crashed uncaughtException-TypeError', 'close'])
    await soon()
    expect(said.slice(2)).toEqual([`exit ${String(faultExit)}`])
    expect(faultExit).not.toBe(0)
  })

  it('machine 11: a second fault while ending changes nothing, and a failed end still ends', async () => {
    const { fault, said } = resort(() => Promise.reject(new Error('the outbox is gone')))
    fault('unhandledRejection', 'a word')
    fault('uncaughtException', new Error('again'))
    await soon()
    expect(said).toEqual(['crashed unhandledRejection-other', 'close', `exit ${String(faultExit)}`])
  })

  it('machine 11: an end that never comes is waited for five seconds, and it ends once', () => {
    const { fault, said, timers } = resort(() => new Promise(() => undefined))
    fault('uncaughtException', new Error('x'))
    expect(timers.map(({ after }) => after)).toEqual([longestEnd])
    for (const { action } of timers) action()
    for (const { action } of timers) action()
    expect(said.filter((word) => word.startsWith('exit'))).toEqual([`exit ${String(faultExit)}`])
    expect(longestEnd).toBeLessThanOrEqual(5_000)
  })

  it('machine 11: before there is a kiosk, or when even the log and the end throw, it ends at once', () => {
    const early = resort(() => null)
    early.fault('uncaughtException', new Error('x'))
    expect(early.said.at(-1)).toBe(`exit ${String(faultExit)}`)
    const codes: number[] = []
    const broken = lastResort({
      log: () => {
        throw new Error('EPIPE')
      },
      close: () => {
        throw new Error('x')
      },
      exit: (code) => codes.push(code),
      clock: { after: () => () => undefined },
    })
    broken('uncaughtException', new Error('x'))
    expect(codes).toEqual([faultExit])
  })

  it('machine 11: the log hears the kind of fault, never what it says', () => {
    class Bruijn extends Error {
      override name = 'W.L. de Bruijn'
    }
    expect(faultCode('uncaughtException', new Bruijn('999990482'))).toBe('uncaughtException-Error')
    expect(faultCode('unhandledRejection', { bsn: '999990482' })).toBe('unhandledRejection-other')
  })
})

describe('machine 11: in the rehearsal, as a process of its own', () => {
  it.each([
    ['thrown', 'throw new RangeError("W.L. de Bruijn")', 'uncaughtException-RangeError'],
    ['rejected', 'void Promise.reject(new Error("W.L. de Bruijn"))', 'unhandledRejection-Error'],
  ])('a fault that is %s is one word in the log, and the exit says restart', async (_how, fault, code) => {
    const folder = mkdtempSync(join(tmpdir(), 'balie-fault-'))
    const state = join(folder, 'kiosk')
    mkdirSync(state, { mode: 0o700 })
    const settings = join(folder, 'machine.json')
    writeFileSync(settings, JSON.stringify({ state, secrets: 'file' }))
    const hook = join(folder, 'hook.mjs')
    writeFileSync(hook, `process.once('SIGUSR2', () => { ${fault} })\n`)
    const child = spawn(
      process.execPath,
      ['--import', hook, join(root, 'main/rehearsal.ts'), '--settings', settings, '--kind', 'served'],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let said = ''
    child.stdout.on('data', (part) => (said += String(part)))
    child.stderr.on('data', (part) => (said += String(part)))
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    await expect.poll(() => said).toContain('notEnrolled')
    child.kill('SIGUSR2')
    expect(await ended).toBe(faultExit)
    expect(said).toContain(`{"event":"crashed","code":"${code}"}`)
    // Everything was closed in order before the end.
    expect(said).toContain('{"event":"stop"}')
    expect(said).not.toContain('Bruijn')
    expect(JSON.parse(readFileSync(join(state, 'health.json'), 'utf8'))).toMatchObject({ visit: false })
  })
})
