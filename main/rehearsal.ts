/**
 * The kiosk on plain Node with a browser as its window: development, tests, and machines without Electron. Never
 * packaged; under a production policy it shows itself out of service.
 */
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadAssets } from './host/assets.ts'
import { createBrowserHost } from './host/browser/browser-host.ts'
import { startKiosk, type Kiosk } from './kiosk.ts'
import { lastResort, onFault } from './last-resort.ts'
import { logTo } from './log/log.ts'
import { chooseStore } from './secrets/choose-store.ts'
import { childHelper } from './secrets/run-helper.ts'
import { readSettings } from './settings.ts'
import { refuseSecondKiosk } from './start/only-kiosk.ts'

let kiosk: Kiosk | null = null
const close = (): Promise<void> | null => kiosk?.close() ?? null
onFault(lastResort({ log: logTo(process.stdout), close, exit: (code) => process.exit(code) }))

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const { values } = parseArgs({
  options: {
    settings: { type: 'string' },
    kind: { type: 'string', default: 'rehearsal' },
    port: { type: 'string', default: '0' },
  },
})

async function start(): Promise<void> {
  const settings = readSettings(process.argv.slice(2))
  // Before anything of that folder is read or swept.
  const refused = refuseSecondKiosk(settings.state)
  if (refused !== null) process.exit(refused)
  const host = await createBrowserHost({
    kind: values.kind === 'served' ? 'served' : 'rehearsal',
    assets: loadAssets(join(root, 'out/app/renderer')),
    sessionEntry: join(root, 'out/rehearsal/session/index.js'),
    port: Number(values.port),
    browser: settings.browser ?? null,
    window: settings.window ?? null,
    profiles: join(settings.state, 'profiles'),
  })
  kiosk = await startKiosk({
    host,
    state: settings.state,
    central: settings.central,
    enrolmentCode: settings.enrolmentCode,
    secrets: () =>
      chooseStore({
        state: settings.state,
        wanted: settings.secrets,
        mayFallBack: true,
        runHelper: childHelper({ node: process.execPath, script: join(root, 'main/secrets/helper.ts') }),
      }),
    screen: settings.screen,
  })
  process.send?.(host.address)
}

const end = (): void => {
  void (close() ?? Promise.resolve()).then(() => process.exit(0))
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
process.on('disconnect', end)

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The kiosk could not start'}\n`)
  process.exit(1)
})
