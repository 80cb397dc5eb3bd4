/** Files that a bundle reads while it runs, at the same place relative to the bundle as to the room's entry file. */
import { copyFileSync, globSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'
import { root } from './paths.ts'

/** @param room folder of the entry file; @param pattern glob from there, for example the fonts of the form's PDF. */
export function copyAssets({ room, pattern }: { room: string; pattern: string }): Plugin {
  const folder = join(root, room)
  return {
    name: 'balie:copy-assets',
    writeBundle({ dir }) {
      if (dir === undefined) throw new Error('a bundle with assets needs a folder')
      for (const file of globSync(pattern, { cwd: folder })) {
        mkdirSync(dirname(join(dir, file)), { recursive: true })
        copyFileSync(join(folder, file), join(dir, file))
      }
    },
  }
}

/** The session composes the form's PDF: fonts and colour profile, read from `../paper/assets/` beside its folder. */
export const documentAssets: Plugin = copyAssets({ room: 'session', pattern: '../paper/assets/*.{ttf,icc}' })
