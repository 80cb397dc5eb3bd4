/** Files that a bundle reads while it runs, at the same place relative to the bundle as to the room's entry file. */
import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Plugin } from 'vite'
import { root } from './paths.ts'

/** @param room folder of the entry file; @param pattern glob inside it, for example the fonts of the form's PDF. */
export function copyAssets({ room, pattern }: { room: string; pattern: string }): Plugin {
  const folder = join(root, room)
  return {
    name: 'balie:copy-assets',
    generateBundle() {
      for (const file of globSync(pattern, { cwd: folder })) {
        const fileName = relative(folder, join(folder, file)).replaceAll('\\', '/')
        this.emitFile({ type: 'asset', fileName, source: readFileSync(join(folder, file)) })
      }
    },
  }
}

/** The session composes the form's PDF: fonts and colour profile, read from `./document/assets/` beside its entry. */
export const documentAssets: Plugin = copyAssets({ room: 'session', pattern: 'document/assets/*.{ttf,icc}' })
