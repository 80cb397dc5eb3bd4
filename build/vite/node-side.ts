/** What the bundles for Node have in common: everything inside but Electron, Node's own modules and keytar. */
import { existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import type { InlineConfig, Plugin } from 'vite'
import { root } from './paths.ts'

export interface NodeSide {
  /** Bundle name → entry file, relative to the root. */
  readonly entries: Readonly<Record<string, string>>
  readonly outDir: string
  readonly format: 'es' | 'cjs'
  /** Syntax level, for example `node24`. */
  readonly target: string
  /** Ending of the files; by default `js` for ES modules and `cjs` for CommonJS, as package.json's `type` asks for. */
  readonly extension?: 'js' | 'cjs'
  readonly plugins?: readonly Plugin[]
}

/** keytar stays outside because it is a native module; the rest of node_modules is bundled, so the asar has no more of it. */
export const external: readonly (string | RegExp)[] = ['electron', 'keytar', /^node:/, ...builtinModules]

/** Plain Vite in SSR mode: no HTML, no browser conditions, readable output (a clinic's auditor may want to look). */
export function nodeSideConfig({ entries, outDir, format, target, plugins, extension }: NodeSide): InlineConfig {
  const ending = extension ?? (format === 'cjs' ? 'cjs' : 'js')
  return {
    configFile: false,
    envDir: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    plugins: [...(plugins ?? [])],
    ssr: { noExternal: true, target: 'node' },
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    build: {
      ssr: true,
      target,
      outDir,
      emptyOutDir: true,
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(entries)
            .map(([name, file]) => [name, join(root, file)] as const)
            .filter(([, file]) => existsSync(file)),
        ),
        external: [...external],
        output: {
          format,
          entryFileNames: `[name].${ending}`,
          chunkFileNames: `[name]-[hash].${ending}`,
        },
      },
    },
  }
}
