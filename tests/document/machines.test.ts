/** The same input gives the same bytes on every machine: the composer, bundled once, under every runtime that is here. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { beforeAll, expect, it } from 'vitest'
import { nodeSideConfig } from '../../build/vite/node-side.ts'
import { findElectron } from '../electron-runtime/find-electron.ts'

const assets = fileURLToPath(new URL('../../session/document/assets/', import.meta.url))
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

/** What Node 16 (Electron 22), 20 and 24 gave; a change of the form's look changes these on purpose. */
const known = `dutch 7aab1a6ab2d3d8bd9eb9fcab2ef96d6591a80d2b6ff136baa8be6bee87a0cdde
english 99010fb15e169c2dcc7164d942ae08c210318024c334694e27b2b8c2f3fc9eba
arabic 60d1aa38d784e146adf5ac8bacec4e66b5af849bd17a067d37d445d818d07159
hebrew 982a9b98ca55bba2f88ce4edca0ff895d8d865815317e35ded72e1fa22b6cb78
four 79b5cf487d4d25585e1456f9486b4f5a860f37a74085b37d9e5a5135958f571b
`

it('Node 24 gives the known bytes', () => {
  expect(digests(process.execPath)).toBe(known)
})

it.skipIf(version('node') === '')(`the machine's own Node (${version('node') || 'none'}) gives the same`, () => {
  expect(digests('node')).toBe(known)
})

it.skipIf(electron === null)('the Node inside Electron gives the same', () => {
  expect(digests(electron?.path ?? '', { ...process.env, ELECTRON_RUN_AS_NODE: '1' })).toBe(known)
})
