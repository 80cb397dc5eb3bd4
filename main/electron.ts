/** The product: the kiosk in Electron. Reads as the boot sequence. */
import { app } from 'electron'
import { dirname, join } from 'node:path'
import { setImmediate, setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { loadAssets } from './host/assets.ts'
import { registerAppScheme } from './host/electron/app-protocol.ts'
import { createElectronHost } from './host/electron/electron-host.ts'
import { hardening } from './host/electron/hardening/index.ts'
import { speechSwitches } from './host/speech.ts'
import { utilityHelper } from './host/electron/utility-helper.ts'
import type { Kiosk } from './kiosk.ts'
import { lastResort, onFault } from './last-resort.ts'
import { logTo } from './log/log.ts'
import { readSettings } from './settings.ts'
import { refuseSecondKiosk, stateFolderInUse } from './start/only-kiosk.ts'

// This file becomes <app>/main/index.js; its neighbours lie beside that folder.
const parts = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Milliseconds that main waits for its first page to be asked for before it goes on without. */
const pagePatience = 500

let kiosk: Kiosk | null = null

// Before anything can fail: without a listener Electron shows a native window with the fault in it.
onFault(lastResort({ log: logTo(process.stdout), close: () => kiosk?.close() ?? null, exit: (code) => app.exit(code) }))

async function start(): Promise<void> {
  const settings = readSettings(process.argv)
  // Before anything of that folder is read or swept.
  const refused = refuseSecondKiosk(settings.state)
  if (refused !== null) return app.exit(refused)
  // Chromium's own folders: emptied by nothingOnDisk, never the user's profile.
  app.setPath('userData', join(settings.state, 'chromium'))
  app.setPath('sessionData', join(settings.state, 'chromium'))
  registerAppScheme()
  for (const rule of hardening) rule.onStart?.(app)
  for (const name of speechSwitches()) app.commandLine.appendSwitch(name)
  // Chromium's own lock on its folders, which lie in the one that is held.
  if (!app.requestSingleInstanceLock()) return app.exit(stateFolderInUse.exit)
  const end = (): void => {
    void (kiosk?.close() ?? Promise.resolve()).then(() => app.exit(0))
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  app.on('before-quit', (event) => {
    event.preventDefault()
    end()
  })
  // A kiosk has no last window: the next spare is on its way.
  app.on('window-all-closed', () => undefined)
  await app.whenReady()
  const host = createElectronHost({
    assets: loadAssets(join(parts, 'renderer')),
    sessionEntry: join(parts, 'session/index.js'),
    preload: join(parts, 'preload/index.cjs'),
    window: settings.window ?? null,
    holdFocus: settings.holdFocus,
  })
  // Read while Chromium starts the page's process: before the page is asked for, reading would keep it waiting.
  await Promise.race([host.asked, pause(pagePatience)])
  await setImmediate()
  const [{ startKiosk }, { chooseStore }] = await Promise.all([
    import('./kiosk.ts'),
    import('./secrets/choose-store.ts'),
  ])
  kiosk = await startKiosk({
    host,
    state: settings.state,
    central: settings.central,
    enrolmentCode: settings.enrolmentCode,
    secrets: () =>
      chooseStore({
        state: settings.state,
        wanted: settings.secrets,
        mayFallBack: !app.isPackaged,
        runHelper: utilityHelper(join(parts, 'main/secrets-helper.js')),
      }),
    screen: settings.screen,
  })
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The kiosk could not start'}\n`)
  app.exit(1)
})
