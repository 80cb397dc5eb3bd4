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
const known = `dutch 0c08c67939985e8089f8fb9464a29a93bcfba86158d3ad9aec75fb179fd002bf
english afc4ac5e3a059c300f3345cc85c9cf77579f48ff4a42e97c03b8d81ad1eb1624
arabic 7e0e08df927b012e093ea38a496c1e61fcdfb771c0ee713fa6f5923728b5811e
hebrew d37ad3c4c0fe3696e9c3022944f2eaf5f78a76a7fd87242a9f9bfdf46fa628d2
four 6c366ee9709d7b582cb8201fb046f29f3ca2eb74ca7ff44d8b7077a439a42f2c
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
