/** The supervisor and its short-lived keychain helper: ES modules for Electron 45's Node 24. */
import { join } from 'node:path'
import type { InlineConfig } from 'vite'
import { nodeSideConfig } from './node-side.ts'
import { appFolder, entries } from './paths.ts'

export const mainConfig: InlineConfig = nodeSideConfig({
  entries: entries.main,
  outDir: join(appFolder, 'main'),
  format: 'es',
  target: 'node24',
})
