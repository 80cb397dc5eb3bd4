/**
 * The product's window, partitions, rules and page, without visits: makes a spare, shows it, or makes window and page anew,
 * as one line on stdin says, and answers with the time at which it began (process.hrtime, ns).
 */
import { app } from 'electron'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { channels } from '../../../domain/contract/control/channels.ts'
import type { MainToRenderer } from '../../../domain/contract/control/renderer.ts'
import { loadAssets } from '../../../main/host/assets.ts'
import { registerAppScheme, serveApp } from '../../../main/host/electron/app-protocol.ts'
import { appAddress } from '../../../main/host/electron/hardening/app-scheme.ts'
import { hardening } from '../../../main/host/electron/hardening/index.ts'
import { createPartitions } from '../../../main/host/electron/partition.ts'
import { lastingWindow, type LastingWindow, type Pane } from '../../../main/host/electron/lasting-window.ts'
import { createView } from '../../../main/host/electron/window.ts'

/** Last arguments: where the app's bundles are, and a folder of our own. */
const [parts = '', state = ''] = process.argv.slice(-2)
const size = { width: 1080, height: 1920 }
const machine: MainToRenderer = { type: 'machine', host: 'electron', training: false, mm: 2.71, view: 1.4 }
const attract: MainToRenderer = { type: 'attract', outOfService: null, notice: null }

app.setPath('userData', state)
registerAppScheme()
for (const rule of hardening) rule.onStart?.(app)
app.on('window-all-closed', () => undefined)
app.on('web-contents-created', (_event, page) => {
  for (const rule of hardening) rule.onPage?.(page)
})

const say = (event: string, at = process.hrtime.bigint()): void => {
  process.stdout.write(`${JSON.stringify({ event, at: String(at) })}\n`)
}

void app.whenReady().then(async () => {
  const assets = loadAssets(join(parts, 'renderer'))
  const partitions = createPartitions((partition) => {
    serveApp(partition, assets)
    for (const rule of hardening) rule.onPartition?.(partition)
  })
  const [one, other] = await Promise.all([partitions.claim(), partitions.claim()])
  let taken = 0
  const turn = () => (taken++ % 2 === 0 ? one : other)
  const pane = (): Pane => {
    const view = createView({ partition: turn(), preload: join(parts, 'preload/index.cjs') })
    const page = view.webContents
    page.ipc.on(channels.control, (_event, message: { readonly type?: string; readonly step?: string }) => {
      if (message.type === 'hello') for (const told of [machine, attract]) page.send(channels.control, told)
      if (message.type === 'painted') say('painted')
    })
    return { view, page, lost: () => undefined, unfocused: () => undefined }
  }
  const lasting = lastingWindow(size)
  let spare: Pane | null = null
  let cold: { readonly window: LastingWindow; readonly pane: Pane } | null = null

  function open(window: LastingWindow): Pane {
    const made = pane()
    window.add(made)
    void made.page.loadURL(appAddress)
    return made
  }

  const orders: Readonly<Record<string, () => void>> = {
    spare() {
      spare = open(lasting)
    },
    show() {
      const at = process.hrtime.bigint()
      if (spare === null) return
      // As the supervisor does: what the screen has to say, then the view.
      spare.page.send(channels.control, attract)
      lasting.raise(spare)
      say('asked', at)
    },
    cold() {
      const at = process.hrtime.bigint()
      const window = lastingWindow(size)
      cold = { window, pane: open(window) }
      window.raise(cold.pane)
      say('asked', at)
    },
    gone() {
      if (spare !== null) lasting.remove(spare)
      cold?.window.remove(cold.pane)
      cold?.window.close()
      spare = cold = null
    },
  }
  createInterface({ input: process.stdin }).on('line', (line) => orders[line]?.())
  say('ready')
})
