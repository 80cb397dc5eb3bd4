/** Where the rooms are and where their bundles go. */
import { fileURLToPath } from 'node:url'
import { join, resolve } from 'node:path'

/** Without a slash at its end. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))

/** Folder of the product's bundles; electron-builder packs it as it is. */
export const appFolder = join(root, 'out/app')

/** What only a rehearsal runs: beside the product, so that no package can hold it. */
export const rehearsalFolder = join(root, 'out/rehearsal')

/** Entry files by convention, relative to the root. The value's key is the name of the bundle. */
export const entries = {
  main: { electron: 'main/electron.ts', 'secrets-helper': 'main/secrets/helper.ts' },
  session: { index: 'session/index.ts' },
  rehearsal: { index: 'session/rehearsal.ts' },
  preload: { index: 'preload/index.ts' },
  renderer: { index: 'renderer/index.html' },
} as const
