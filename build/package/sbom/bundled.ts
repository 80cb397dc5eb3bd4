/** Which packages the bundler really took into the kiosk: the modules of its output, not what somebody listed. */
import { build, type InlineConfig } from 'vite'
import { mainConfig } from '../../vite/main.ts'
import { root } from '../../vite/paths.ts'
import { productPreload } from '../../vite/preload.ts'
import { productRenderer } from '../../vite/renderer.ts'
import { sessionConfig } from '../../vite/session.ts'

const bundles = { main: mainConfig, session: sessionConfig, preload: productPreload, renderer: productRenderer }

/** Paths of packages (`node_modules/…`, from the root) with the bundles that hold code of them. Writes no file. */
export async function bundledPackages(): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  for (const [name, config] of Object.entries(bundles))
    for (const path of new Set((await modulesOf(config)).map(packageOf)))
      if (path !== null) found.set(path, [...(found.get(path) ?? []), name])
  return found
}

/** Ids of the modules of which something is left after tree-shaking. */
async function modulesOf(config: InlineConfig): Promise<readonly string[]> {
  const built = await build({ ...config, build: { ...config.build, write: false } })
  if (!Array.isArray(built) && !('output' in built)) throw new Error('a build that watches')
  return (Array.isArray(built) ? built : [built])
    .flatMap(({ output }) => output)
    .flatMap((file) => (file.type === 'chunk' ? Object.entries(file.modules) : []))
    .filter(([, { renderedLength }]) => renderedLength > 0)
    .map(([id]) => id)
}

/** "/…/node_modules/@a/b/c.js" → "node_modules/@a/b"; null for a file of our own. */
export function packageOf(id: string): string | null {
  const [, path = null] = /(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(id.replace(root, '')) ?? []
  return path
}
