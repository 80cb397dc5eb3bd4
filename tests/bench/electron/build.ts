/** Bundles the two small apps of the bench for the Electron that this machine has, and says how to start them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from 'vite'
import { buildApp } from '../../../build/vite/build-app.ts'
import { nodeSideConfig } from '../../../build/vite/node-side.ts'
import { appFolder } from '../../../build/vite/paths.ts'
import { buildForTestRuntime } from '../../electron-runtime/build-app.ts'
import type { FoundElectron } from '../../electron-runtime/find-electron.ts'
import { runtimeApp } from '../../electron-runtime/runtime.ts'
import { root } from '../../runner/commands.ts'
import { readableCheckout } from '../../support/unprivileged.ts'

export interface BenchApps {
  /** Electron's binary, by a path that nobody may use; so are the others. */
  readonly path: string
  readonly screens: string
  readonly empty: string
  /** The bundles of the product that `screens` shows. */
  readonly parts: string
}

/** Builds the product too, unless it is fresh. */
export async function buildBenchApps(electron: FoundElectron): Promise<BenchApps> {
  const old = electron.kind === 'testRuntime'
  if (old) await buildForTestRuntime()
  else await buildApp()
  const parts = old ? runtimeApp : appFolder
  const apps = Object.fromEntries(
    await Promise.all(
      ['screens', 'empty'].map(async (name) => {
        const folder = join(root, 'out/bench/app', name)
        await build(
          nodeSideConfig({
            entries: { app: `tests/bench/electron/${name}.ts` },
            outDir: folder,
            format: 'cjs',
            target: old ? 'node16' : 'node24',
          }),
        )
        mkdirSync(folder, { recursive: true })
        // The test runtime's shims belong to this host: both start behind them.
        const shim = old ? `require('${relative(folder, join(runtimeApp, 'shim/main.js'))}')\n` : ''
        writeFileSync(join(folder, 'entry.cjs'), `${shim}require('./app.cjs')\n`)
        writeFileSync(
          join(folder, 'package.json'),
          JSON.stringify({ name: `balie-bench-${name}`, version: '0.1.0', main: 'entry.cjs' }),
        )
        return [name, folder] as const
      }),
    ),
  )
  const open = (path: string): string => path.replace(root, readableCheckout())
  return {
    path: open(electron.path),
    screens: open(apps['screens'] ?? ''),
    empty: open(apps['empty'] ?? ''),
    parts: open(parts),
  }
}
