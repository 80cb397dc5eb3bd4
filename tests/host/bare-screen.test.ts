/** A kiosk often runs on an X server with no window manager: nobody there makes a window as large as the screen. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { appFolder } from '../../build/vite/paths.ts'
import { loadAssets } from '../../main/host/assets.ts'
import { createBrowserHost } from '../../main/host/browser/browser-host.ts'
import { startDisplay } from '../support/display.ts'

const size = { width: 1400, height: 1100 }

it('the rehearsal fills a screen that no window manager rules', { timeout: 60_000 }, async () => {
  const display = await startDisplay(size)
  process.env['DISPLAY'] = display.env.DISPLAY
  const host = await createBrowserHost({
    kind: 'rehearsal',
    assets: loadAssets(join(appFolder, 'renderer')),
    sessionEntry: join(import.meta.dirname, 'fixtures/session.mjs'),
    port: 0,
    browser: { program: '/usr/bin/chromium', switches: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
    window: null,
    profiles: mkdtempSync(join(tmpdir(), 'balie-profiles-')),
  })
  try {
    const pair = await host.openPair()
    await pair.show()
    // Chromium leaves a pixel at the far edges.
    await expect
      .poll(() => largestWindow(display.env.DISPLAY), { timeout: 30_000, interval: 300 })
      .toEqual([within(size.width), within(size.height)])
    await pair.destroy()
  } finally {
    await host.close()
    await display.stop()
  }
})

const within = (whole: number): unknown => expect.toSatisfy((px: number) => px <= whole && px >= whole - 2)

/** Width and height of the largest visible window but the root. */
function largestWindow(display: string): readonly number[] {
  const all = execFileSync('xdotool', ['search', '--onlyvisible', '--class', 'chromium', 'getwindowgeometry', '%@'], {
    env: { ...process.env, DISPLAY: display },
    encoding: 'utf8',
  })
  const sizes = [...all.matchAll(/Geometry: (\d+)x(\d+)/g)].map(([, width, height]) => [Number(width), Number(height)])
  return sizes.sort(([a = 0, b = 0], [c = 0, d = 0]) => c * d - a * b)[0] ?? []
}
