/** What a visitor's page has to load and compile: all scripts of the product's renderer, gzipped. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildApp } from '../../build/vite/build-app.ts'
import { appFolder } from '../../build/vite/paths.ts'
import { measured, type Measure } from './measure.ts'

const most = 120_000

export async function measureRenderer(): Promise<Measure> {
  await buildApp()
  const folder = join(appFolder, 'renderer')
  const files = globSync('**/*.js', { cwd: folder })
  if (files.length === 0) throw new Error('The renderer has no script')
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0)
  return measured({
    name: 'renderer-script',
    what: 'all JavaScript of the renderer, gzipped',
    against: '120 kB',
    ratios: [bytes / most],
    target: { atMost: 1 },
    detail: { bytes, files: files.length },
  })
}
