/** What package-lock.json says of each package: which bytes it is, under which licence, and which others it needs. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../vite/paths.ts'

export interface Locked {
  /** Folder relative to the root: the package's key in the lock file. */
  readonly path: string
  /** As the registry knows it; an alias in package.json is another name. */
  readonly name: string
  readonly version: string
  /** An SPDX identifier or expression; "LicenseRef-not-said" where the lock file has none. */
  readonly licence: string
  /** As in the lock file: "sha512-" and base64. */
  readonly integrity: string
  /** Paths of the packages that it needs and that are installed here. */
  readonly needs: readonly string[]
}

interface Entry {
  readonly name?: string
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

/** All packages that are locked and, native parts for other machines left out, installed; by their path. */
export function readLock(): ReadonlyMap<string, Locked> {
  const { packages }: { packages: Readonly<Record<string, Entry>> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  )
  const here = new Set(Object.keys(packages).filter((path) => path !== '' && existsSync(join(root, path))))
  return new Map([...here].map((path) => [path, lockedAt(path, packages[path] ?? {}, here)]))
}

function lockedAt(path: string, entry: Entry, here: ReadonlySet<string>): Locked {
  const { name = nameIn(path), version, license = 'LicenseRef-not-said', integrity } = entry
  if (version === undefined || integrity === undefined) throw new Error(`${path} is locked without version or checksum`)
  const peers = Object.keys(entry.peerDependencies ?? {})
  const asked = [
    ...Object.keys(entry.dependencies ?? {}),
    ...Object.keys(entry.optionalDependencies ?? {}),
    ...peers.filter((peer) => entry.peerDependenciesMeta?.[peer]?.optional !== true),
  ]
  const needs = asked.map((one) => found(one, path, here)).filter((one) => one !== null)
  return { path, name, version, licence: license, integrity, needs: [...new Set(needs)] }
}

const nameIn = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Where Node finds a package from the folder of another one: in it, then beside it, then further up. */
export function found(name: string, from: string, here: Pick<ReadonlySet<string>, 'has'>): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (here.has(path)) return path
    if (folder === '') return null
  }
}

/** The packages at these paths and everything that they need. */
export function withNeeds(paths: Iterable<string>, lock: ReadonlyMap<string, Locked>): ReadonlySet<string> {
  const all = new Set(paths)
  // What is added while a set is walked is walked too.
  for (const path of all) for (const need of lock.get(path)?.needs ?? []) all.add(need)
  return all
}
