import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { startCentral } from '../../main/start/central.ts'
import { folder } from './support/kiosk.ts'
import type { Folder } from './support/kiosk.ts'

const entry = fileURLToPath(new URL('../../central/index.ts', import.meta.url))
let data: Folder | null = null
let running: ChildProcess | null = null

afterEach(async () => {
  if (running !== null && running.exitCode === null) {
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

  it('refuses to run without saying that it is training', async () => {
    data = folder()
    running = spawn(process.execPath, [entry, '--data', data.path], { stdio: 'ignore' })
    expect(await once(running, 'exit')).toEqual([2, null])
  }, 30_000)
})
