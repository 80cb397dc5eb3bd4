/** Which Electron this machine has: the product's own, else the test runtime, else none. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../runner/commands.ts'
import { runtime, runtimeApp, runtimeFolder, shimNames } from './runtime.ts'

export interface FoundElectron {
  readonly path: string
  readonly version: string
  readonly kind: 'product' | 'testRuntime'
  readonly shims: readonly string[]
  /** First argument: the folder whose package.json names the app's main file. */
  readonly app: string
}

/** ELECTRON_OVERRIDE_DIST_PATH is Electron's own variable for "the binary is in this folder". */
export function findElectron(): FoundElectron | null {
  const name = process.platform === 'win32' ? 'electron.exe' : 'electron'
  const folders = [process.env['ELECTRON_OVERRIDE_DIST_PATH'], join(root, 'node_modules/electron/dist')]
  for (const folder of folders) {
    if (folder === undefined || !existsSync(join(folder, name))) continue
    return { path: join(folder, name), version: versionOf(folder), kind: 'product', shims: [], app: root }
  }
  if (!existsSync(join(runtimeFolder, 'version'))) return null
  const path = join(runtimeFolder, 'electron')
  return { path, version: runtime.version, kind: 'testRuntime', shims: shimNames, app: runtimeApp }
}

/** The line that a test run prints, so that nobody takes one runtime for the other. */
export function describeElectron(found: FoundElectron | null): string {
  if (found === null) return 'Electron NOT RUN: there is no Electron binary on this machine'
  if (found.kind === 'product') return `Electron ${found.version} (the product's), ${dirname(found.path)}`
  return `Electron ${found.version} (test runtime, not the product's). Only shims cover: ${found.shims.join('; ')}`
}

/** Electron's archives carry a file `version`. */
function versionOf(folder: string): string {
  const file = join(folder, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : 'of unknown version'
}
