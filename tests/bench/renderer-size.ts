/** What a visitor’s page has to load and compile: all scripts of the product’s renderer, and those before its first screen, gzipped. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildApp } from '../../build/vite/build-app.ts'
import { appFolder } from '../../build/vite/paths.ts'
import { measured, type Measure } from './measure.ts'

const most = 120_000
/** A tenth more than in the build of 5d62466, whose first scripts were 48,400 bytes. */
const mostFirst = 53_200

const gzipped = (file: string): number => gzipSync(readFileSync(file)).length

export async function measureRenderer(): Promise<readonly Measure[]> {
  await buildApp()
  const folder = join(appFolder, 'renderer')
  const files = globSync('**/*.js', { cwd: folder })
  if (files.length === 0) throw new Error('The renderer has no script')
  const bytes = files.reduce((sum, file) => sum + gzipped(join(folder, file)), 0)
  // What the page names itself: its script, and the modules that this one imports at once.
  const named = [...readFileSync(join(folder, 'index.html'), 'utf8').matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)]
  const first = named.reduce((sum, [, file = '']) => sum + gzipped(join(folder, file)), 0)
  return [
    measured({
      name: 'renderer-script',
      what: 'all JavaScript of the renderer, gzipped',
      against: '120 kB',
      ratios: [bytes / most],
      target: { atMost: 1 },
      detail: { bytes, files: files.length },
    }),
    measured({
      name: 'renderer-first-script',
      what: 'JavaScript before the first screen, gzipped',
      against: '53.2 kB',
      ratios: [first / mostFirst],
      target: { atMost: 1 },
      detail: { bytes: first, files: named.length },
    }),
  ]
}
