/** All imports of the project's own files as a graph: what the picture draws and what the circles are looked for in. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { importsOf } from './imports.ts'

export interface Arrow {
  readonly from: string
  readonly to: string
  readonly line: number
}

export interface Graph {
  /** Every file of the rooms, sorted. */
  readonly files: readonly string[]
  /** One arrow per import of an own file; types count, since a reader follows them too. */
  readonly arrows: readonly Arrow[]
}

/** @param rooms names of top-level folders. Imports of packages and of files that are not there are left out. */
export function readGraph({ root, rooms }: { readonly root: string; readonly rooms: readonly string[] }): Graph {
  const files = rooms.flatMap((room) =>
    globSync(`${room}/**/*.{ts,mts,cts,svelte}`, { cwd: root }).map((path) => path.replaceAll('\\', '/')),
  )
  const arrows = files.flatMap((from) =>
    importsOf({ file: from, text: readFileSync(join(root, from), 'utf8') })
      .filter(({ specifier }) => specifier.startsWith('.'))
      .map(({ specifier, line }) => ({
        from,
        to: posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')),
        line,
      }))
      .filter(({ to }) => existsSync(join(root, to))),
  )
  return { files: files.sort(), arrows }
}

/** The same graph between folders: a folder is where a file lies, not what lies deeper. */
export function foldersOf({ files, arrows }: Graph): Graph {
  return {
    files: [...new Set(files.map((file) => posix.dirname(file)))].sort(),
    arrows: arrows
      .map(({ from, to, line }) => ({ from: posix.dirname(from), to: posix.dirname(to), line }))
      .filter(({ from, to }) => from !== to),
  }
}
