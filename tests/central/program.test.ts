import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { trainingPolicy } from '../../central/published/content/content.ts'
import { houseKey, PrivateJwk, signClaims } from '../../central/keys/house-key.ts'
import { policyFileType, signPolicy } from '../../central/published/policy/file.ts'
import { openDatabase } from '../../central/store/database.ts'
import { isAlive } from '../../main/processes/processes.ts'
import { startCentral } from '../../main/start/central.ts'
import { folder } from './support/kiosk.ts'
import type { Folder } from './support/kiosk.ts'

const entry = fileURLToPath(new URL('../../central/index.ts', import.meta.url))
let data: Folder | null = null
let running: ChildProcess | null = null

afterEach(async () => {
  if (running !== null && running.exitCode === null && running.signalCode === null) {
    running.kill('SIGKILL')
    await once(running, 'exit')
  }
  data?.remove()
})

describe('the central as a program', () => {
  it('says one line when it is ready, stops cleanly on SIGTERM, and comes back under the same addresses', async () => {
    data = folder()
    const first = await startCentral({ entry, data: data.path, extra: [] })
    running = first.child
    expect(first.ready.kiosk).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    expect(first.ready.enrolmentCode).toMatch(/^BALIE1-/)
    expect(first.ready.logins.map(({ role }) => role)).toContain('clerk')
    expect((await fetch(`${first.ready.staff}/desk`, { redirect: 'manual' })).status).toBe(303)
    first.child.kill('SIGTERM')
    expect(await once(first.child, 'exit')).toEqual([0, null])

    const second = await startCentral({ entry, data: data.path, extra: [] })
    running = second.child
    expect([second.ready.kiosk, second.ready.staff]).toEqual([first.ready.kiosk, first.ready.staff])
    expect(second.ready.enrolmentCode).not.toBe(first.ready.enrolmentCode)
  }, 60_000)

  it('does not outlive the process that started it, even when that one is killed', async () => {
    data = folder()
    const module = fileURLToPath(new URL('../../main/start/central.ts', import.meta.url))
    const script = `
      const { startCentral } = await import(${JSON.stringify(module)})
      const { child } = await startCentral(${JSON.stringify({ entry, data: data.path, extra: [] })})
      console.log(child.pid)`
    running = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const pid = Number(String((await once(running.stdout ?? running, 'data'))[0]))
    expect(isAlive(pid)).toBe(true)
    running.kill('SIGKILL')
    await expect.poll(() => isAlive(pid)).toBe(false)
  }, 60_000)

  it('refuses to run without saying that it is training', async () => {
    data = folder()
    running = spawn(process.execPath, [entry, '--data', data.path], { stdio: 'ignore' })
    expect(await once(running, 'exit')).toEqual([2, null])
  }, 30_000)

  it('publishes a signed policy, refuses one that is not, and takes an older one back', async () => {
    data = folder()
    const started = async (...extra: string[]) => {
      const { child, ready } = await startCentral({ entry, data: data?.path ?? '', extra })
      running = child
      child.kill('SIGTERM')
      await once(child, 'exit')
      return ready
    }
    await started()
    const keys = v.parse(v.pipe(v.string(), v.parseJson(), v.object({ content: PrivateJwk })), readFileSync(join(data.path, 'keys.json'), 'utf8')) // prettier-ignore
    const file = join(data.path, 'policy.jws')
    const next = { ...trainingPolicy, version: 2 }
    writeFileSync(file, await signPolicy(next, await houseKey(keys.content, 'ES256')))
    await started('--policy', file, '--withdraw-policy', '1')
    writeFileSync(file, JSON.stringify({ ...next, version: 3 }))
    await expect(started('--policy', file)).rejects.toThrow('exit code 1')
    const stranger = 'a3a1b6cb-2d6c-4b4f-8f43-5a0a9a9b1c11'
    for (const id of [stranger, 'no id']) await expect(started('--withdraw-device', id)).rejects.toThrow('exit code 1')
    const database = openDatabase(join(data.path, 'central.sqlite'))
    const rows = database.prepare('SELECT version, withdrawn_at IS NULL AS holds FROM policies').all()
    database.close()
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { version: 1, holds: 0 },
      { version: 2, holds: 1 },
    ])
  }, 120_000)
  it('says in one line why it does not start under older rules than the newest, and starts with newer ones', async () => {
    data = folder()
    const first = await startCentral({ entry, data: data.path, extra: [] })
    running = first.child
    first.child.kill('SIGTERM')
    await once(first.child, 'exit')
    const keys = v.parse(v.pipe(v.string(), v.parseJson(), v.object({ content: PrivateJwk })), readFileSync(join(data.path, 'keys.json'), 'utf8')) // prettier-ignore
    const key = await houseKey(keys.content, 'ES256')
    const unread = await signClaims({ key, typ: policyFileType, claims: { format: 'balie-policy/9' } })
    const database = openDatabase(join(data.path, 'central.sqlite'))
    database.prepare('INSERT INTO policies (version, jws, published_at) VALUES (2, ?, ?)').run(unread, '2026-01-01T00:00:00Z') // prettier-ignore
    database.close()

    // Should it start after all, it ends; the test waits for no deadline.
    const child = spawn(process.execPath, [entry, '--data', data.path, '--training'], { timeout: 30_000, stdio: ['ignore', 'ignore', 'pipe'] }) // prettier-ignore
    running = child
    let said = ''
    child.stderr.on('data', (chunk) => (said += String(chunk)))
    expect(await once(child, 'close')).toEqual([1, null])
    expect(said).toMatch(/^policy 2 .*\.\n$/)

    const file = join(data.path, 'policy.jws')
    writeFileSync(file, await signPolicy({ ...trainingPolicy, version: 3 }, key))
    const next = await startCentral({ entry, data: data.path, extra: ['--policy', file] })
    running = next.child
  }, 120_000)
})
