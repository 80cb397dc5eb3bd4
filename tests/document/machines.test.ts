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
const known = `dutch ec497203998562f7847065bd424809cbc462d42fa2e798238320d4b90efb8e68
english 061eacf2eb1e7b4f5202721bb4a3677618a47ff76e33ca218eebe37013a3ffe9
arabic dc86612f0921e0d79504ceb0b5cd653b6d273d86479f3787ce55bd332ed7ae80
hebrew 98d35a3cd8e26d4f598330ca054d90e1e5e67abdde721396e7b162e7ae1222b8
four c7e8636482370a257467e3df562c87308e3d44d5a574a646ca1be210999dd553
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
