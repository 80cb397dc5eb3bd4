import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { loadAssets } from '../../main/host/assets.ts'
import { createBrowserHost, type BrowserHost } from '../../main/host/browser/browser-host.ts'
import { isAlive } from '../../main/processes/processes.ts'
import type { Death, Pair } from '../../main/host/host.ts'
import { startDisplay, type Display } from '../support/display.ts'

const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url))

const unparsed = { central: '', ca: '', training: true } as unknown as Parameters<Pair['sendToSession']>[0]

describe('the rehearsal host', () => {
  let display: Display
  let host: BrowserHost

  const profiles = mkdtempSync(join(tmpdir(), 'balie-profiles-'))

  beforeAll(async () => {
    mkdirSync(join(profiles, 'balie-rehearsal-left'))
    display = await startDisplay({ width: 540, height: 960 })
    process.env['DISPLAY'] = display.env.DISPLAY
    host = await createBrowserHost({
      kind: 'rehearsal',
      assets: loadAssets(join(fixtures, 'page')),
      sessionEntry: join(fixtures, 'session.mjs'),
      port: 0,
      browser: { program: '/usr/bin/chromium', switches: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
      window: { width: 540, height: 960 },
      profiles,
    })
  })

  afterAll(async () => {
    await host.close()
    await display.stop()
  })

  it('shows one page in a browser of its own, kills all of it and leaves no profile', async () => {
    const pair = await host.openPair()
    const touched = new Promise<void>((resolve) => {
      pair.onRenderer((message) => {
        if (message.type === 'activate') resolve()
      })
    })
    await pair.show()
    pair.sendToRenderer({ type: 'attract', outOfService: null, notice: null })
    await touched
    const pids = pair.pids()
    expect(pids.map((entry) => entry.role)).toContain('session')
    expect(pids.filter((entry) => entry.role === 'browser').length).toBeGreaterThan(2)
    const browser = pids.find((entry) => entry.role === 'browser')
    const command = readFileSync(`/proc/${browser?.pid ?? 0}/cmdline`, 'utf8').split('\0')
    const profile = command.find((part) => part.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length) ?? ''
    expect(existsSync(profile)).toBe(true)

    const wipe = await pair.destroy()

    expect(wipe).toMatchObject({ verified: true, cleared: ['profile'], browserOurs: true })
    expect(pids.filter((entry) => isAlive(entry.pid))).toEqual([])
    expect(existsSync(profile)).toBe(false)
  })

  it('sweeps the profiles that a killed main left behind', () => {
    expect(existsSync(join(profiles, 'balie-rehearsal-left'))).toBe(false)
  })

  it('gives the page with its tokens once, and refuses a second control socket and a foreign origin', async () => {
    const pair = await host.openPair()
    const hello = pair.show()
    await hello
    const command = readFileSync(
      `/proc/${pair.pids().find((entry) => entry.role === 'browser')?.pid ?? 0}/cmdline`,
      'utf8',
    )
    const address = /--app=(\S+?)\0/.exec(command)?.[1] ?? ''
    expect((await fetch(address)).status).toBe(404)
    expect((await fetch(host.address + 'page.js')).status).toBe(200)
    expect((await fetch(host.address + '../session.mjs')).status).not.toBe(200)
    await pair.destroy()
  })

  it.each([
    ['a wrong token', { token: 'B'.repeat(43), origin: true }],
    ['a foreign origin', { token: 'B'.repeat(43), origin: false }],
  ])('refuses a control socket with %s', async (_name, { token, origin }) => {
    const address = `${host.address.replace('http', 'ws')}control?token=${token}`
    const socket = new WebSocket(address, { origin: origin ? host.address.slice(0, -1) : 'http://evil.example' })
    const outcome = await new Promise((resolve) => {
      socket.on('open', () => resolve('open'))
      socket.on('error', () => resolve('refused'))
    })
    expect(outcome).toBe('refused')
  })

  it('tells that the session died, and that it broke the protocol', async () => {
    const pair = await host.openPair()
    const deaths: Death[] = []
    pair.onDeath((death) => deaths.push(death))
    const step = new Promise<void>((resolve) => pair.onSession(() => resolve()))
    pair.sendToSession({ ...unparsed, type: 'arm' } as typeof unparsed)
    await step
    pair.sendToSession({ ...unparsed, type: 'begin' } as typeof unparsed)
    await expect.poll(() => deaths).toContainEqual({ who: 'session', how: 'protocol' })
    process.kill(pair.pids()[0]?.pid ?? 0, 'SIGKILL')
    await expect.poll(() => deaths).toContainEqual({ who: 'session', how: 'exit' })
    await pair.destroy()
  })

  it('takes the session along when main is killed', async () => {
    const main = fork(join(fixtures, 'main-with-session.mjs'), [join(fixtures, 'session.mjs')], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execPath: process.execPath,
    })
    const pid = await new Promise<number>((resolve) => main.once('message', (message) => resolve(Number(message))))
    expect(isAlive(pid)).toBe(true)
    main.kill('SIGKILL')
    await expect.poll(() => isAlive(pid)).toBe(false)
  })
})
