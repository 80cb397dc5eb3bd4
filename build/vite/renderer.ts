/**
 * The screens. They are served from our own scheme under a Content-Security-Policy without inline script, inline
 * style or data: URLs, so nothing may be inlined and no polyfill may be injected.
 */
import { join } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { InlineConfig } from 'vite'
import { appFolder, entries, root } from './paths.ts'

/** @param target syntax level of script and style, the product's Chromium by default. */
export function rendererConfig({ outDir, target }: { outDir: string; target: string }): InlineConfig {
  return {
    configFile: false,
    envDir: false,
    root: join(root, 'renderer'),
    base: './',
    logLevel: 'warn',
    publicDir: false,
    plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
    build: {
      target,
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: { input: join(root, entries.renderer.index) },
    },
  }
}

export const productRenderer: InlineConfig = rendererConfig({
  outDir: join(appFolder, 'renderer'),
  target: 'chrome150',
})
