/** One digest over all that goes into a build, so that an unchanged app is not built again. */
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.ts'

const rooms = ['domain', 'paper', 'session', 'main', 'preload', 'renderer', 'look', 'build/vite']

/** SHA-256, hex, over names and contents of the rooms, the lock file and `also` (globs relative to the root). */
export function inputsDigest(also: readonly string[] = []): string {
  const hash = createHash('sha256')
  const patterns = [...rooms.map((room) => `${room}/**`), 'package-lock.json', 'package.json', ...also]
  for (const file of globSync(patterns, { cwd: root }).sort()) {
    const path = join(root, file)
    if (!statSync(path).isFile()) continue
    hash.update(`${file}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

/** True when `stamp` was written after a build of just these inputs. */
export function isFresh({ stamp, digest }: { stamp: string; digest: string }): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest
}
