/**
 * The product's own window in a real Electron, attacked from inside: what a script in the page can do once it runs there.
 * Rule by rule, over what is handed to Electron: tests/host/hardening.test.ts.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { ElectronApplication, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startScene, type Kiosk, type Scene } from '../support/scene.ts'
import { faultExit } from '../../main/last-resort.ts'
import { buildForTestRuntime } from './build-app.ts'
import { describeElectron, findElectron } from './find-electron.ts'

const found = findElectron()

describe.runIf(found !== null)(`the hardened kiosk in ${describeElectron(found)}`, () => {
  let scene: Scene
  let kiosk: Kiosk
  let app: ElectronApplication
  let page: Page

  beforeAll(async () => {
    if (found?.kind === 'testRuntime') await buildForTestRuntime()
    scene = await startScene({ host: 'electron', debug: true, size: { width: 540, height: 960 } })
    kiosk = await scene.startKiosk()
    if (kiosk.electron === null) throw new Error('This scene has no hand on Electron')
    app = kiosk.electron
    page = await kiosk.page()
    await page.locator('html[data-whole]').waitFor()
  })
  afterAll(() => scene?.stop())

  /** Asked again where a window went away while it was being counted. */
  const windowsOnGlass = (tries = 5): number => {
    const counted = spawnSync('xdotool', ['search', '--onlyvisible', '--name', '.*'], {
      env: { ...process.env, ...scene.display.env },
      encoding: 'utf8',
    })
    if (counted.status === 0) return counted.stdout.trim().split('\n').length
    if (tries === 0) throw new Error(counted.stderr)
    return windowsOnGlass(tries - 1)
  }

  test('machine 12: its pages have the promised preferences, and partitions that are not on disk', async () => {
    const all = await app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((each) => {
        // There, but not in the types.
        const last: unknown = Reflect.get(each, 'getLastWebPreferences')
        const told: unknown = typeof last === 'function' ? last.call(each) : null
        each.openDevTools()
        return {
          preferences: { ...(told as Readonly<Record<string, unknown>>) },
          persistent: each.session.isPersistent(),
          spellchecker: each.session.isSpellCheckerEnabled(),
          debugger: each.isDevToolsOpened(),
        }
      }),
    )
    expect(all.length).toBeGreaterThan(0)
    for (const window of all) {
      expect(window).toMatchObject({ persistent: false, spellchecker: false, debugger: false })
      // As many as Electron tells; the others are in tests/host/hardening.test.ts, and what they do is below.
      expect(window.preferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      })
      // Nothing that the checklist warns of was switched on by the way.
      for (const name of ['allowRunningInsecureContent', 'experimentalFeatures', 'nodeIntegrationInSubFrames'])
        expect(window.preferences[name] ?? false).toBe(false)
    }
  })

  test('machine 12: Chromium was started with each switch against traces, and there is no menu', async () => {
    const started = await app.evaluate(({ app: main, Menu }) => ({
      menu: Menu.getApplicationMenu(),
      switches: [
        ...['disable-http-cache', 'disable-gpu-shader-disk-cache', 'disable-breakpad', 'disable-component-update'],
        ...['disable-background-networking', 'disable-pinch', 'enable-speech-dispatcher'],
      ].filter((name) => !main.commandLine.hasSwitch(name)),
    }))
    expect(started).toEqual({ menu: null, switches: [] })
  })

  test('machine 12: the renderer is under a system call filter and not root', async () => {
    const pid = await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId())
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8')
    expect(status).toMatch(/^Seccomp:\s+2$/m)
    expect(status).not.toMatch(/^Uid:\s+0/m)
  })

  test('machine 12: a script in the page has no Node, and of ours one channel only', async () => {
    expect(
      await page.evaluate(() => ({
        node: ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in window),
        ours: JSON.stringify(Reflect.get(window, 'balie'), (_key, value: unknown) =>
          typeof value === 'function' ? 'function' : value,
        ),
      })),
    ).toEqual({ node: [], ours: '{"control":{"send":"function","onMessage":"function"}}' })
  })

  test('machine 12: it can go nowhere, open nothing, fetch nothing and ask for nothing', async () => {
    const before = page.url()
    const got = await page.evaluate(async () => {
      location.href = 'https://example.org/'
      const link = Object.assign(document.createElement('a'), { href: 'https://example.org/', target: '_blank' })
      document.body.append(link)
      link.click()
      link.remove()
      const refused = (work: () => Promise<unknown>): Promise<string> =>
        work().then(
          () => 'given',
          () => 'refused',
        )
      return {
        opened: window.open('about:blank'),
        fetched: await refused(() => fetch('https://example.org/')),
        microphone: await refused(() => navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await refused(() => navigator.mediaDevices.getDisplayMedia()),
        place: (await navigator.permissions.query({ name: 'geolocation' })).state,
        notices: await Notification.requestPermission(),
      }
    })
    expect(got).toEqual({
      opened: null,
      fetched: 'refused',
      microphone: 'refused',
      screen: 'refused',
      place: 'denied',
      notices: 'denied',
    })
    expect(page.url()).toBe(before)
    expect(app.windows().every((window) => window.url() === before)).toBe(true)
  })

  test('machine 12: the network itself is shut, also past the policy of the page', async () => {
    const errors = await app.evaluate(async ({ BrowserWindow, webContents }) => {
      const partition = webContents.getAllWebContents()[0]?.session
      if (partition === undefined) throw new Error('There is no page')
      const other = new BrowserWindow({ show: false, webPreferences: { session: partition } })
      const asked = ['http://127.0.0.1:1/', 'https://example.org/', 'file:///etc/passwd'].map((url) =>
        other.webContents.loadURL(url).then(
          () => 'loaded',
          (error: unknown) => String(error),
        ),
      )
      const said: string[] = []
      for (const each of asked) said.push(await each)
      other.destroy()
      return said
    })
    for (const error of errors) expect(error).toMatch(/ERR_BLOCKED_BY_CLIENT|ERR_ABORTED/)
    expect(errors.join(' ')).toContain('ERR_BLOCKED_BY_CLIENT')
  })

  test('machine 10: no alert, print dialog, file chooser of the file system or dropper comes over it', async () => {
    const before = windowsOnGlass()
    const console: string[] = []
    page.on('console', (message) => console.push(message.text()))
    const got = await page.evaluate(() => {
      alert('x')
      window.print()
      return {
        sure: confirm('x'),
        choosers: ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker', 'EyeDropper'].filter(
          (name) => name in window,
        ),
      }
    })
    expect(got).toEqual({ sure: false, choosers: [] })
    await expect.poll(() => console.join('\n')).toMatch(/print\(\).*sandboxed/)
    expect(windowsOnGlass()).toBe(before)
  })

  test('machine 9: a close from outside (Alt+F4) leaves the screen where it is', async () => {
    await app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows().forEach((window) => window.close()))
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(page.isClosed()).toBe(false)
    expect(kiosk.log.filter(({ event }) => event === 'pairDied')).toEqual([])
  })

  test('machine 9: after window.close() in the page a screen stands: this one, or the next', async () => {
    const since = kiosk.log.length
    await page.evaluate(() => window.close()).catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    // Old Electron closes a page that closes itself whatever anybody says; then it is a death, and never a bare desktop.
    if (page.isClosed())
      await kiosk.logged(({ event, code }) => event === 'pairDied' && code === 'renderer-exit', { since })
    page = await kiosk.page()
    await page.locator('html[data-whole]').waitFor()
  })

  test('machine 9: a window that is gone all the same is heard of, and the next one stands', async () => {
    const since = kiosk.log.length
    await app.evaluate(({ BaseWindow }) =>
      BaseWindow.getAllWindows()
        .find((window) => window.isVisible())
        ?.destroy(),
    )
    await kiosk.logged(({ event, code }) => event === 'pairDied' && code === 'renderer-exit', { since })
    page = await kiosk.page()
    await page.locator('html[data-whole]').waitFor()
  })

  test('machine 9: a screen that hangs while its process lives is found, and the next one stands', async () => {
    const since = kiosk.log.length
    const hung = page
    void hung
      .evaluate(() => {
        for (;;) if (performance.now() < 0) break
      })
      .catch(() => undefined)
    await kiosk.logged(({ event, code }) => event === 'pairDied' && code === 'renderer-hang', { since, seconds: 60 })
    await expect.poll(() => hung.isClosed()).toBe(true)
    page = await kiosk.page()
    await page.locator('html[data-whole]').waitFor()
  })

  test('machine 11: one uncaught fault in main: no window, one word in the log, an exit that restarts', async () => {
    const before = windowsOnGlass()
    const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve))
    await app
      .evaluate(() => {
        setTimeout(() => {
          throw new TypeError('W.L. de Bruijn')
        }, 50)
      })
      .catch(() => undefined)
    await kiosk.logged(({ event }) => event === 'crashed')
    expect(windowsOnGlass()).toBeLessThanOrEqual(before)
    expect(await ended).toBe(faultExit)
    expect(JSON.stringify(kiosk.log)).not.toContain('Bruijn')
  })
})
