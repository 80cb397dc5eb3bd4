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

/** What Node 16 (Electron 22), 20 and 24 gave; a change of the form's look changes these on purpose. */
const known = `dutch 7035143bdf3eefec20b97b9480a442ab4470ecc302bcbd44a7260a99346827b4
english f11a20e7d716680a5cf517f4af3a627fe60c2fea27ebbce9e24e46c055e33b9f
arabic 60d1aa38d784e146adf5ac8bacec4e66b5af849bd17a067d37d445d818d07159
hebrew 982a9b98ca55bba2f88ce4edca0ff895d8d865815317e35ded72e1fa22b6cb78
four ee181a84f23aa1c744fd8f52d71a47b2055752c415e92efeb82c441a19387305
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
