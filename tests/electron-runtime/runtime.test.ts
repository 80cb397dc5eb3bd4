/** The Electron that the journeys use is a real one: sandboxed, as nobody, with ports that go past main. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDisplay, type Display } from '../support/display.ts'
import { privateFolders, readableCheckout, unprivilegedProgram, type PrivateFolders } from '../support/unprivileged.ts'
import { findElectron } from './find-electron.ts'
import { root } from '../runner/commands.ts'
import { runtimeApp } from './runtime.ts'

const electron = findElectron()

describeWhere(electron !== null)

function describeWhere(there: boolean) {
  let display: Display
  let folders: PrivateFolders
  let app: ElectronApplication

  beforeAll(async () => {
    if (electron === null) return
    display = await startDisplay({ width: 640, height: 480 })
    folders = privateFolders()
    const folder = minimalApp({ into: join(folders.folder, 'app'), shimmed: electron.kind === 'testRuntime' })
    const path = electron.path.replace(root, readableCheckout())
    app = await _electron.launch({
      executablePath: unprivilegedProgram({ file: path, folder: folders.folder }),
      args: [folder],
      chromiumSandbox: true,
      env: { PATH: process.env['PATH'] ?? '', ...folders.env, ...display.env },
    })
  })
  afterAll(async () => {
    await app?.close()
    await display?.stop()
    folders?.remove()
  })

  test.runIf(there)('our own scheme is answered from an in-memory partition, past the default one', async () => {
    const window = await app.firstWindow()
    expect(await window.title()).toBe('probe')
    expect(window.url()).toBe('probe://app/')
  })

  test.runIf(there)('a utility process with what Node 24 has reaches the preload over its own port', async () => {
    const window = await app.firstWindow()
    await window.getByText('probe has crypto structuredClone Blob 13').waitFor()
  })

  test.runIf(there)('the renderer is sandboxed with a system call filter, and nothing runs as root', async () => {
    const window = await app.firstWindow()
    await window.getByText('probe has').waitFor()
    const renderer = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    )
    const status = readFileSync(`/proc/${renderer}/status`, 'utf8')
    expect(status).toMatch(/^Seccomp:\s+2$/m)
    expect(status).not.toMatch(/^Uid:\s+0/m)
  })

  test.runIf(there)('a partition is cleared by one call, and the window is seen on the display', async () => {
    await app.evaluate(({ session }) => session.fromPartition('visit-a').clearData())
    await expect.poll(() => display.look().colours()).toBeGreaterThan(1)
  })
}

/** A copy that nobody can read, with the shims in front where the runtime needs them. */
function minimalApp({ into, shimmed }: { into: string; shimmed: boolean }): string {
  mkdirSync(into)
  cpSync(fileURLToPath(new URL('minimal-app', import.meta.url)), into, { recursive: true })
  if (shimmed) cpSync(join(runtimeApp, 'shim'), join(into, 'shim'), { recursive: true })
  writeFileSync(join(into, 'entry.cjs'), `${shimmed ? `require('./shim/main.js')\n` : ''}require('./main.cjs')\n`)
  writeFileSync(join(into, 'package.json'), JSON.stringify({ name: 'probe', version: '1.0.0', main: 'entry.cjs' }))
  return into
}
