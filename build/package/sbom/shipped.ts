/**
 * What ships, as two lists. The kiosk is its bundles, the one native module beside them, Electron and fonts. The central
 * and the tools are run as they are, so they ship what their rooms import and all that this needs, Node included.
 */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, join } from 'node:path'
import { importsOf } from '../../boundaries/imports.ts'
import { root } from '../../vite/paths.ts'
import { bundledPackages } from './bundled.ts'
import { documentOf, type OtherPart } from './document.ts'
import { found, readLock, withNeeds, type Locked } from './locked.ts'

const centralRooms = ['central', 'tools', 'paper', 'domain']

interface Manifest {
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
}

/** The kiosk's document, for this machine's kind. */
export async function kioskSbom(): Promise<string> {
  const { version, dependencies } = readJson<Manifest>('package.json')
  const lock = readLock()
  const bundled = await bundledPackages()
  const keytar = 'node_modules/keytar'
  const paths = new Set([...bundled.keys(), keytar])
  return documentOf({
    name: 'balie-kiosk',
    version,
    packages: lockedAt(paths, lock),
    direct: new Set(Object.keys(dependencies).map((one) => `node_modules/${one}`)),
    placesOf: (path) => (path === keytar ? ['beside'] : (bundled.get(path) ?? [])),
    others: [electron(), ...fonts(['paper/assets/*.ttf', 'look/fonts/*.woff2'])],
  })
}

/** The document of the central and the tools, for this machine's kind. */
export function centralSbom(): string {
  const { version } = readJson<Manifest>('package.json')
  const lock = readLock()
  const node = [...lock.keys()].find((path) => path === `node_modules/node-${process.platform}-${process.arch}`)
  const direct = new Set([...importedPackages(lock), ...(node === undefined ? [] : [node])])
  return documentOf({
    name: 'balie-central',
    version,
    packages: lockedAt(withNeeds(direct, lock), lock),
    direct,
    placesOf: () => [],
    others: fonts(['paper/assets/*.ttf', 'look/fonts/*.woff2']),
  })
}

/** Packages of which these rooms run code; what they take types of only is gone when they run. */
function importedPackages(lock: ReadonlyMap<string, Locked>): ReadonlySet<string> {
  const paths = new Set<string>()
  for (const file of centralRooms.flatMap((room) => globSync(`${room}/**/*.ts`, { cwd: root })))
    for (const { specifier, typeOnly } of importsOf({ file, text: readFileSync(join(root, file), 'utf8') })) {
      if (typeOnly || specifier.startsWith('.') || isBuiltin(specifier)) continue
      const path = found(specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'), '', lock)
      if (path !== null) paths.add(path)
    }
  return paths
}

function lockedAt(paths: ReadonlySet<string>, lock: ReadonlyMap<string, Locked>): readonly Locked[] {
  return [...paths].map((path) => {
    const one = lock.get(path)
    if (one === undefined) throw new Error(`${path} ships and is not locked`)
    return one
  })
}

/** Electron's archive for this machine, with the checksum that its package pins. Chromium and Node are in it. */
function electron(): OtherPart {
  const { version } = readJson<{ version: string }>('node_modules/electron/package.json')
  const archive = `electron-v${version}-${process.platform}-${process.arch}.zip`
  const sha256 = readJson<Readonly<Record<string, string>>>('node_modules/electron/checksums.json')[archive]
  if (sha256 === undefined) throw new Error(`there is no ${archive}`)
  return { name: 'electron', version, licence: 'MIT', sha256, type: 'framework', purl: `pkg:github/electron/electron@v${version}` } // prettier-ignore
}

function fonts(patterns: readonly string[]): readonly OtherPart[] {
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .map((file): OtherPart => {
      const sha256 = createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('hex')
      return { name: basename(file), version: null, licence: 'OFL-1.1', sha256, type: 'file', purl: null }
    })
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(join(root, file), 'utf8'))
