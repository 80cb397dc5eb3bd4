/** Which Electron is packaged: the product's, else the test runtime that `npm run test:electron-runtime` assembled. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../vite/paths.ts'

export interface Dist {
  readonly kind: 'product' | 'testRuntime'
  readonly folder: string
  readonly version: string
  /** Folder below out that holds the bundles for it, and the main file in the package. */
  readonly bundles: string
  readonly main: string
}

export function findDist(): Dist | null {
  const folders = [process.env['ELECTRON_OVERRIDE_DIST_PATH'], join(root, 'node_modules/electron/dist')]
  const product = folders.find((folder) => folder !== undefined && existsSync(join(folder, 'version')))
  if (product !== undefined) {
    const main = 'out/app/main/electron.js'
    return { kind: 'product', folder: product, version: versionIn(product), bundles: 'app', main }
  }
  const [found] = globSync('.cache/electron-*/version', { cwd: root })
  if (found === undefined) return null
  const folder = join(root, dirname(found))
  const main = 'out/app/entry.js'
  return { kind: 'testRuntime', folder, version: versionIn(folder), bundles: 'app-electron22', main }
}

function versionIn(folder: string): string {
  return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
}
