/**
 * The same app for the test runtime: main and session as CommonJS for Node 16, the screens for Chromium 108, and an
 * entry that loads the shims first. The product's sources know nothing of it.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InlineConfig, Plugin } from 'vite'
import { buildOnce } from '../../build/vite/build-app.ts'
import { documentAssets } from '../../build/vite/copy-assets.ts'
import { inputsDigest } from '../../build/vite/inputs.ts'
import { nodeSideConfig } from '../../build/vite/node-side.ts'
import { entries } from '../../build/vite/paths.ts'
import { preloadConfig } from '../../build/vite/preload.ts'
import { rendererConfig } from '../../build/vite/renderer.ts'
import { runtimeApp } from './runtime.ts'
import { wrapEntries } from './wrap-entry.ts'

const chromium = 'chrome108'
const shims = 'tests/electron-runtime/shims'

interface OldNode {
  readonly from: Readonly<Record<string, string>>
  readonly folder: string
  readonly plugins?: readonly Plugin[]
}

/** Bundles keep the names that they have in the product, so that the app finds its parts by the same paths. */
function oldNode({ from, folder, plugins = [] }: OldNode): InlineConfig {
  const tracing = fileURLToPath(new URL('shims/diagnostics-channel.ts', import.meta.url))
  return nodeSideConfig({
    entries: from,
    outDir: join(runtimeApp, folder),
    format: 'cjs',
    extension: 'js',
    target: 'node16',
    plugins: [
      ...plugins,
      {
        name: 'balie:tracing-channel',
        enforce: 'pre',
        resolveId: (id, importer) =>
          /^(node:)?diagnostics_channel$/.test(id) && importer !== tracing ? tracing : undefined,
      },
    ],
  })
}

/** Writes out/app-electron22, with a package.json of its own that makes its .js files CommonJS. */
export async function buildForTestRuntime(): Promise<'built' | 'fresh'> {
  const shimEntries = { main: `${shims}/main.ts`, utility: `${shims}/utility.ts` }
  const state = await buildOnce({
    configs: [
      oldNode({ from: shimEntries, folder: 'shim' }),
      oldNode({ from: entries.main, folder: 'main', plugins: [wrapEntries] }),
      oldNode({ from: entries.session, folder: 'session', plugins: [wrapEntries, documentAssets] }),
      preloadConfig({ outDir: join(runtimeApp, 'preload'), target: chromium }),
      rendererConfig({ outDir: join(runtimeApp, 'renderer'), target: chromium }),
    ],
    folder: runtimeApp,
    digest: inputsDigest(['tests/electron-runtime/**']),
  })
  mkdirSync(runtimeApp, { recursive: true })
  writeFileSync(
    join(runtimeApp, 'package.json'),
    JSON.stringify({ name: 'balie', productName: 'Balie', version: '0.1.0', main: 'entry.js' }),
  )
  writeFileSync(join(runtimeApp, 'entry.js'), `require('./shim/main.js')\nrequire('./main/electron.js')\n`)
  return state
}

if (import.meta.main) console.log(`app for the test runtime: ${await buildForTestRuntime()}`)
