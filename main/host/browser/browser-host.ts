/**
 * Rehearsal: the same renderer in a browser, the same session process as a child. Never packaged, refuses a
 * production policy (main/start). Two manners: `rehearsal` starts a throw-away Chromium per visit; `served` waits for
 * one tab of somebody's own browser on a loopback address.
 */
import type { Asset, RehearsalSockets } from '../assets.ts'
import type { Host, Pair } from '../host.ts'
import { sweepProfiles } from './chromium.ts'
import { openPair, type PairOptions } from './open-pair.ts'
import { startRehearsalServer } from './server.ts'

export interface BrowserHostOptions extends PairOptions {
  readonly assets: (path: string, sockets: RehearsalSockets | null) => Asset
  /** 0: any free port. Served mode prints it. */
  readonly port: number
}

export interface BrowserHost extends Host {
  readonly address: string
}

/** Starts the loopback server; browsers are started as pairs are shown. */
export async function createBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  sweepProfiles(options.profiles)
  const server = await startRehearsalServer({
    assets: options.assets,
    port: options.port,
    fill: options.kind === 'rehearsal' && options.window === null,
  })
  const pairs = new Set<Pair>()
  let count = 0
  return {
    kind: options.kind,
    product: false,
    runtime: `Node ${process.versions.node}, ${options.kind === 'served' ? 'a browser that is not ours' : 'Chromium'}`,
    address: `${server.origin}/`,
    async openPair() {
      count += 1
      const pair = await openPair({ options, server, id: `pair-${count}`, closed: (self) => pairs.delete(self) })
      pairs.add(pair)
      return pair
    },
    // A desktop's suspend and lock events need a platform API that Node does not have; the product's host has it.
    onPower: () => undefined,
    async close() {
      await Promise.all([...pairs].map((pair) => pair.destroy()))
      await server.close()
    },
  }
}
