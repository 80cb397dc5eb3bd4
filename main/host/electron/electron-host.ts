/**
 * The product's host: one window that stays, and in it one sandboxed page per visit, with a utility process of its own and
 * in a partition of its own that is emptied behind it.
 */
import { app, powerMonitor } from 'electron'
import type { Asset, RehearsalSockets } from '../assets.ts'
import type { Host, Pair, PowerEvent } from '../host.ts'
import { serveApp } from './app-protocol.ts'
import { hardening } from './hardening/index.ts'
import { lastingWindow } from './lasting-window.ts'
import { openPair, type PairOptions } from './open-pair.ts'
import { createPartitions } from './partition.ts'

export interface ElectronHostOptions extends PairOptions {
  readonly assets: (path: string, sockets: RehearsalSockets | null) => Asset
}

/** The Electron that this app is made for (package.json); anything older is a place to test in. */
const oldestProduct = 45

/**
 * After `app.whenReady()`. The first pair is being opened before anybody asks for it; `asked` resolves when Chromium has
 * asked for the first of its files.
 */
export function createElectronHost(options: ElectronHostOptions): Host & { readonly asked: Promise<void> } {
  let firstAsked: () => void = () => undefined
  const asked = new Promise<void>((resolve) => {
    firstAsked = resolve
  })
  const assets: ElectronHostOptions['assets'] = (path, sockets) => {
    firstAsked()
    return options.assets(path, sockets)
  }
  app.on('web-contents-created', (_event, page) => {
    for (const rule of hardening) rule.onPage?.(page)
  })
  const partitions = createPartitions((partition) => {
    serveApp(partition, assets)
    for (const rule of hardening) rule.onPartition?.(partition)
  })
  const window = lastingWindow(options.window)
  const pairs = new Set<Pair>()
  let count = 0
  async function open(): Promise<Pair> {
    count += 1
    const partition = await partitions.claim()
    const pair = await openPair({
      options,
      window,
      partition,
      id: `pair-${count}`,
      first: count === 1,
      closed: (self) => {
        pairs.delete(self)
        partitions.release(partition)
      },
    }).catch((error: unknown) => {
      partitions.release(partition)
      throw error
    })
    pairs.add(pair)
    return pair
  }
  let early: Promise<Pair> | null = open()
  // Whoever asks for it hears why it failed.
  early.catch(() => undefined)
  return {
    asked,
    kind: 'electron',
    product: Number.parseInt(process.versions['electron'] ?? '0') >= oldestProduct,
    runtime: `Electron ${process.versions['electron'] ?? '?'}, Chromium ${process.versions['chrome'] ?? '?'}, Node ${process.versions.node}`,
    openPair() {
      const first = early
      early = null
      return first ?? open()
    },
    onPower(listener) {
      const tell = (event: PowerEvent) => (): void => listener(event)
      powerMonitor.on('suspend', tell('suspend'))
      powerMonitor.on('resume', tell('resume'))
      powerMonitor.on('lock-screen', tell('lock'))
      powerMonitor.on('shutdown', tell('shutdown'))
    },
    close: async () => {
      await Promise.all([...pairs].map((pair) => pair.destroy()))
      window.close()
    },
  }
}
