/** One visit's process: an ES module for a utility process (Electron) or a child process (rehearsal). */
import { join } from 'node:path'
import type { InlineConfig } from 'vite'
import { documentAssets } from './copy-assets.ts'
import { nodeSideConfig } from './node-side.ts'
import { appFolder, entries } from './paths.ts'

export const sessionConfig: InlineConfig = nodeSideConfig({
  entries: entries.session,
  outDir: join(appFolder, 'session'),
  format: 'es',
  target: 'node24',
  plugins: [documentAssets],
})
