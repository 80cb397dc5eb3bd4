/** The same input gives the same bytes on every machine: the composer, bundled once, under every runtime that is here. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { beforeAll, expect, it } from 'vitest'
import { paperEdition } from '../../domain/device/paper-edition.ts'
import { nodeSideConfig } from '../../build/vite/node-side.ts'
import { findElectron } from '../electron-runtime/find-electron.ts'

const assets = fileURLToPath(new URL('../../paper/assets/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'balie-machines-'))
const program = join(folder, 'digests.cjs')
const electron = findElectron()

beforeAll(async () => {
  const entries = { digests: 'tests/document/digests.ts' }
  await build(nodeSideConfig({ entries, outDir: folder, format: 'cjs', target: 'node16', extension: 'cjs' }))
}, 60_000)

const digests = (runtime: string, env: NodeJS.ProcessEnv = process.env): string =>
  execFileSync(runtime, [program, assets], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] })
const version = (runtime: string): string =>
  spawnSync(runtime, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? ''

/**
 * What Node 16 (Electron 22), 20 and 24 gave for this edition. A change of the form's look changes these on purpose: raise
 * the edition with it (`domain/device/paper-edition.ts`), else centrals refuse forms that they would compose otherwise.
 */
const edition = 2
const known = `dutch eaf3db6d0159d0e966f2c17ed8713dae054fc349e85a19cbdef18e2a34dd385a
english e001dab9c6c111e42b71fce158fd06a65bb3fc48ed07d7396b5d29bd55b9f4bf
arabic bd3ebf18ffc6cfc692454e827c975b10e7729376a685c67cd7da7d5b66fd9fa2
hebrew ce587114d30fce4501469e50228f017ddfd716e949e303647fa37f85b3f0eeae
four 249073184283f4fa9f3b57eeea8632fee14d4d955cbabf8e3f33c3cfc6434f89
`

it('paper 5: unbundled, as the central composes, they are those of this edition', () => {
  expect(paperEdition).toBe(edition)
  const program = fileURLToPath(new URL('digests.ts', import.meta.url))
  expect(execFileSync(process.execPath, [program, assets], { encoding: 'utf8' })).toBe(known)
})

it('Node 24 gives the known bytes', () => {
  expect(digests(process.execPath)).toBe(known)
})

it.skipIf(version('node') === '')(`the machine's own Node (${version('node') || 'none'}) gives the same`, () => {
  expect(digests('node')).toBe(known)
})

it.skipIf(electron === null)('the Node inside Electron gives the same', () => {
  expect(digests(electron?.path ?? '', { ...process.env, ELECTRON_RUN_AS_NODE: '1' })).toBe(known)
})
