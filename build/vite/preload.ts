/**
 * The bridge: exactly one CommonJS file. A sandboxed preload can load neither a second file nor an ES module, and
 * would fail only on the kiosk; so a chunk fails the build.
 * https://www.electronjs.org/docs/latest/tutorial/esm#preload-scripts
 */
import { join } from 'node:path'
import type { InlineConfig, Plugin } from 'vite'
import { nodeSideConfig } from './node-side.ts'
import { appFolder, entries } from './paths.ts'

/** Fails the build on a second file. */
export const oneFile: Plugin = {
  name: 'balie:one-file',
  generateBundle(_options, bundle) {
    const files = Object.keys(bundle)
    if (files.length !== 1) this.error(`the preload must be one file, but these came out: ${files.join(', ')}`)
  },
}

/** @param target syntax level, the product's Chromium by default. */
export function preloadConfig({ outDir, target }: { outDir: string; target: string }): InlineConfig {
  return nodeSideConfig({ entries: entries.preload, outDir, format: 'cjs', target, plugins: [oneFile] })
}

export const productPreload: InlineConfig = preloadConfig({ outDir: join(appFolder, 'preload'), target: 'chrome150' })
