/** The scan itself is on trial here: it must find what a native text field leaves in the browser process. */
import { randomBytes } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { treeOf } from '../../main/host/browser/process-tree.ts'
import { scanProcess } from '../support/memory-scan.ts'
import { give, privateFolders, unprivileged, type PrivateFolders } from '../support/unprivileged.ts'
import { startXDisplay, type XDisplay } from '../support/x-display.ts'

/** Milliseconds: reading every process of a browser takes seconds on an idle machine. */
const patient = { timeout: 150_000 }

/** Chromium's sandboxed processes may be read by root only. */
const mayScan = process.getuid?.() === 0

describe('the scan for what a visit left behind', () => {
  let display: XDisplay
  let folders: PrivateFolders
  let page: string

  beforeAll(async () => {
    display = await startXDisplay({ width: 800, height: 600 })
    folders = privateFolders()
    page = join(folders.folder, 'typing.html')
    copyFileSync(fileURLToPath(new URL('fixtures/typing.html', import.meta.url)), page)
    give(page)
  })
  afterAll(async () => {
    await display.stop()
    folders.remove()
  })

  /** Types a marker made now into the page by the X keyboard; copies in [browser process, renderers, of another marker]. */
  async function typeAndScan(query: string): Promise<readonly [number, number, number]> {
    const marker = randomBytes(9).toString('hex')
    const launch = unprivileged({
      file: '/usr/bin/chromium',
      args: [
        '--no-first-run',
        '--disable-background-networking',
        '--password-store=basic',
        '--window-position=0,0',
        '--window-size=800,600',
        `--user-data-dir=${join(folders.folder, 'tmp', query === '' ? 'own' : 'native')}`,
        `--app=file://${page}${query}`,
      ],
    })
    const child = spawn(launch.file, launch.args, {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'] ?? '', ...folders.env, ...display.env },
    })
    try {
      await pause(3000)
      display.click(400, 60)
      display.type(marker)
      await pause(500)
      const scans = treeOf(child.pid ?? 0).map((pid) => scanProcess(pid, [marker]))
      const renderers = scans.slice(1).reduce((sum, each) => sum + each.copies, 0)
      const never = treeOf(child.pid ?? 0).map((pid) => scanProcess(pid, [randomBytes(9).toString('hex')]).copies)
      return [scans[0]?.copies ?? 0, renderers, Math.max(...never)]
    } finally {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    }
  }

  test.runIf(mayScan)('finds what was typed into a native text field in the browser process', patient, async () => {
    const [browser] = await typeAndScan('?native')
    expect(browser).toBeGreaterThan(0)
  })

  // Chromium's own browser process keeps the last typed characters whatever the page does (its watch for reused
  // passwords), which Electron does not have; so the rehearsal kills the whole browser after each visit.
  test.runIf(mayScan)(
    'finds what a field of our own shows in its renderer, and nothing that was never typed',
    patient,
    async () => {
      const [, renderers, never] = await typeAndScan('')
      expect(renderers).toBeGreaterThan(0)
      expect(never).toBe(0)
    },
  )
})
