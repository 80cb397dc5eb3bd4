/** One visit's process: an ES module for a utility process (Electron) or a child process (rehearsal). */
import { join } from 'node:path'
import type { InlineConfig } from 'vite'
import { documentAssets } from './copy-assets.ts'
import { nodeSideConfig } from './node-side.ts'
import { appFolder, entries, rehearsalFolder } from './paths.ts'

export const sessionConfig: InlineConfig = nodeSideConfig({
  entries: entries.session,
  outDir: join(appFolder, 'session'),
  format: 'es',
  target: 'node24',
  plugins: [documentAssets],
})

/** The same process with the rehearsal's socket instead of Electron's port. */
export const rehearsalSession: InlineConfig = nodeSideConfig({
  entries: entries.rehearsal,
  outDir: join(rehearsalFolder, 'session'),
  format: 'es',
  target: 'node24',
  plugins: [documentAssets],
})
