/** Builds all four bundles of the product into out/app; run directly: `npm run build`. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type InlineConfig } from 'vite'
import { inputsDigest, isFresh } from './inputs.ts'
import { mainConfig } from './main.ts'
import { appFolder, entries, root } from './paths.ts'
import { productPreload } from './preload.ts'
import { productRenderer } from './renderer.ts'
import { rehearsalSession, sessionConfig } from './session.ts'

/** Entry files of the convention that do not exist, relative to the root. */
export function missingEntries(): readonly string[] {
  return Object.values(entries)
    .flatMap((room) => Object.values(room))
    .filter((file) => !existsSync(join(root, file)))
}

/**
 * Runs the builds one after the other and leaves a stamp, so that the same inputs are built once. An entry file that
 * is not written yet is said and left out, and leaves no stamp.
 * @throws Error when a build fails.
 */
export async function buildOnce({ configs, folder, digest }: BuildJob): Promise<'built' | 'fresh'> {
  const stamp = join(folder, '.inputs')
  if (isFresh({ stamp, digest })) return 'fresh'
  rmSync(stamp, { force: true })
  const missing = missingEntries()
  if (missing.length > 0) console.error(`balie: left out of the app, because not there: ${missing.join(', ')}`)
  // Vite writes into the object that it is given, and a later build of a changed copy would not see the change.
  for (const config of configs) if (hasInput(config)) await build({ ...config })
  mkdirSync(folder, { recursive: true })
  if (missing.length === 0) writeFileSync(stamp, digest)
  return 'built'
}

export interface BuildJob {
  readonly configs: readonly InlineConfig[]
  readonly folder: string
  readonly digest: string
}

function hasInput(config: InlineConfig): boolean {
  const input = config.build?.rolldownOptions?.input
  return typeof input === 'string' ? existsSync(input) : Object.keys(input ?? {}).length > 0
}

/** The product's app; `out/app/main/electron.js` is what Electron starts. */
export function buildApp(): Promise<'built' | 'fresh'> {
  const configs = [mainConfig, sessionConfig, rehearsalSession, productPreload, productRenderer]
  return buildOnce({ configs, folder: appFolder, digest: inputsDigest() })
}

if (import.meta.main) console.log(`app: ${await buildApp()}`)
