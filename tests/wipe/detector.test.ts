/** The scan itself is on trial here: it must find what a native text field leaves in the browser process. */
import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { treeOf } from '../../main/host/browser/process-tree.ts'
import { until } from '../main/support/until.ts'
import { scanProcess } from '../support/memory-scan.ts'
import { give, privateFolders, unprivileged, type PrivateFolders } from '../support/unprivileged.ts'
import { startXDisplay, type XDisplay } from '../support/x-display.ts'

/** Milliseconds: reading every process of a browser takes seconds on an idle machine. */
const patient = { timeout: 150_000 }

/** Milliseconds that a browser may take to come on a machine that never started one. */
const patience = 60_000

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

  /** Whether the field stands (an empty display is black) and something is written in it between two x. */
  function written({ from, to }: { readonly from: number; readonly to: number }): boolean {
    const screen = display.look()
    if (screen.at(400, 10) !== 0 || screen.at(400, 125) !== 0xff_ff_ff) return false
    const rows = Array.from({ length: 30 }, (_, row) => 20 + 3 * row)
    return rows.some((y) => Array.from({ length: to - from }, (_, x) => screen.at(from + x, y)).includes(0))
  }

  /** Copies in each process, the browser first. A helper that ends by itself meanwhile holds nothing any more. */
  function scanTree(root: number, marker: string): readonly number[] {
    return treeOf(root).map((pid) => {
      try {
        return scanProcess(pid, [marker]).copies
      } catch (error) {
        if (pid === root || existsSync(`/proc/${pid}`)) throw error
        return 0
      }
    })
  }

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
      // A window that has just come may stand on the glass before it hears the keyboard.
      await until(
        'a letter stands',
        () => {
          display.click(400, 60)
          display.type('x')
          return written({ from: 16, to: 100 })
        },
        patience,
      )
      display.type(marker)
      await until('the last letters stand', () => written({ from: 600, to: 700 }), patience)
      await pause(500)
      const scans = scanTree(child.pid ?? 0, marker)
      const renderers = scans.slice(1).reduce((sum, copies) => sum + copies, 0)
      const never = scanTree(child.pid ?? 0, randomBytes(9).toString('hex'))
      return [scans[0] ?? 0, renderers, Math.max(...never)]
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
