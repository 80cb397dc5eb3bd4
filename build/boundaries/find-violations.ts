/** Holds each import of each file against the table. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import { importsOf, type Import } from './imports.ts'
import { outOfOrder } from './order.ts'
import { apart, rooms, type Room } from './table.ts'

/** Where each kind of wall is explained. */
const pages = {
  rooms: 'see ARCHITECTURE.md, Rooms',
  inside: 'see ARCHITECTURE.md, Order inside the rooms',
  packages: 'see ARCHITECTURE.md, Packages',
} as const

/** @returns one line per violation: `file:line why (page)`; empty when all is well. */
export function findViolations(root: string): readonly string[] {
  const declared = declaredPackages(root)
  return Object.entries(rooms).flatMap(([name, room]) => {
    const files = globSync(`${name}/**/*.{ts,mts,cts,svelte}`, { cwd: root }).sort()
    return files.flatMap((path) => {
      const file = path.replaceAll('\\', '/')
      return importsOf({ file, text: readFileSync(join(root, file), 'utf8') }).flatMap((found) => {
        const why = refusal({ name, room, file, found, root, declared })
        return why === null ? [] : [`${file}:${found.line} ${why}`]
      })
    })
  })
}

interface Question {
  readonly name: string
  readonly room: Room
  readonly file: string
  readonly found: Import
  readonly root: string
  /** Names in package.json. */
  readonly declared: ReadonlySet<string>
}

function refusal({ name, room, file, found, root, declared }: Question): string | null {
  const { specifier, typeOnly } = found
  if (specifier === '') return 'imports a computed name; write it out'
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''))
    if (!existsSync(join(root, target)))
      return `imports ${specifier}, which is no file; give the whole name with its ending`
    const forbidden = apart.find(({ area, never }) => isIn(file, area) && never.some((part) => isIn(target, part)))
    if (forbidden !== undefined)
      return `imports ${target}; ${forbidden.area} may not import ${forbidden.never.join(' or ')} (${pages.inside})`
    if (isIn(target, name)) {
      const why = outOfOrder(name, { from: file, to: target })
      return why === null ? null : `${why} (${pages.inside})`
    }
    if (room.code.some((part) => isIn(target, part))) return null
    if (typeOnly && room.types.some((part) => isIn(target, part))) return null
    return `imports ${target}; ${name} may import ${room.code.join(', ') || 'only itself'} (${pages.rooms})`
  }
  if (isBuiltin(specifier)) {
    if (!room.node) return `imports ${specifier}; ${name} has no Node (${pages.rooms})`
    return specifier.startsWith('node:') || specifier === 'electron'
      ? null
      : `imports ${specifier}; write node:${specifier}`
  }
  const library = packageOf(specifier)
  if (!declared.has(library))
    return `imports the package ${library}, which package.json does not name (${pages.packages})`
  if (room.packages.includes('*') || room.packages.includes(library)) return null
  if (typeOnly && room.typePackages.includes(library)) return null
  return `imports the package ${library}, which is not in ${name}'s list (${pages.packages})`
}

function isIn(target: string, part: string): boolean {
  return target === part || target.startsWith(`${part}/`)
}

function declaredPackages(root: string): ReadonlySet<string> {
  const { dependencies, devDependencies }: Record<string, Record<string, string> | undefined> = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  return new Set([...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})])
}

/** `@scope/name/deep` → `@scope/name`. */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
