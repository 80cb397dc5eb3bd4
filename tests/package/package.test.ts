/** The packaged app, looked at from outside: its fuses on the wire, its archive's list of files, its first screen. */
import { spawn } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterEach, expect, test } from 'vitest'
import { startCentral } from '../../main/start/central.ts'
import { findElectron } from '../electron-runtime/find-electron.ts'
import { root } from '../runner/commands.ts'
import { startDisplay } from '../support/display.ts'
import { give, privateFolders, readableCheckout, unprivileged } from '../support/unprivileged.ts'

const folder = join(root, 'out/package/linux-unpacked')
const archive = join(folder, 'resources/app.asar')
const isProduct = findElectron()?.kind === 'product'
const { ENABLE: on, DISABLE: off, REMOVED: removed } = FuseState

/** Written out again on purpose: this is what the hospital was promised, whatever the packaging's own table says. */
const promised: Readonly<Record<string, FuseState>> = {
  RunAsNode: off,
  EnableCookieEncryption: on,
  EnableNodeOptionsEnvironmentVariable: off,
  EnableNodeCliInspectArguments: off,
  EnableEmbeddedAsarIntegrityValidation: on,
  OnlyLoadAppFromAsar: on,
  LoadBrowserProcessSpecificV8Snapshot: off,
  ...(isProduct ? { GrantFileProtocolExtraPrivileges: off, WasmTrapHandlers: on } : {}),
}

test('every fuse that the binary has stands as promised', async () => {
  const { version, resetAdHocDarwinSignature, strictlyRequireAllFuses, ...wire } = await getCurrentFuseWire(
    join(folder, 'balie'),
  )
  void [resetAdHocDarwinSignature, strictlyRequireAllFuses]
  const named = Object.fromEntries(
    Object.entries(wire)
      .filter(([, state]) => state !== removed && state !== undefined)
      .map(([option, state]) => [FuseV1Options[Number(option)], state]),
  )
  expect({ version, named }).toEqual({ version: '1', named: promised })
})

const allowed: readonly RegExp[] = [
  /^\/package\.json$/,
  /^\/out\/app\/(main|session)\/[\w-]+\.js$/,
  /^\/out\/app\/(main|paper|session)\/[\w./-]+\.(icc|ttf|woff2|afm)$/,
  /^\/out\/app\/preload\/index\.cjs$/,
  /^\/out\/app\/renderer\/index\.html$/,
  /^\/out\/app\/renderer\/assets\/[\w.-]+\.(js|css|woff2|svg|png)$/,
  /^\/node_modules\/keytar\/(package\.json|lib\/keytar\.js|prebuilds\/linux-(x64|arm64)\/keytar\.node)$/,
  ...(isProduct ? [] : [/^\/out\/app\/(entry\.js|package\.json|shim\/[\w-]+\.js)$/]),
]

test('the archive holds the bundles, keytar and nothing else', () => {
  const files = listPackage(archive, { isPack: false })
  const leaves = files.filter((file) => !files.some((other) => other.startsWith(`${file}/`)))
  expect(leaves.filter((file) => !allowed.some((pattern) => pattern.test(file)))).toEqual([])
  const needed = [
    'main/electron.js',
    'main/secrets-helper.js',
    'session/index.js',
    'preload/index.cjs',
    'renderer/index.html',
  ]
  expect(needed.filter((file) => !leaves.includes(`/out/app/${file}`))).toEqual([])
})

test('its package.json names the entry and carries no scripts or development packages', () => {
  const metadata: Record<string, unknown> = JSON.parse(extractFile(archive, 'package.json').toString('utf8'))
  expect(metadata['main']).toBe(isProduct ? 'out/app/main/electron.js' : 'out/app/entry.js')
  expect(Object.keys(metadata)).not.toEqual(expect.arrayContaining(['scripts']))
  expect(Object.keys(metadata)).not.toEqual(expect.arrayContaining(['devDependencies']))
})

test('no rehearsal, no central and no test hook is in the bundles', () => {
  const scripts = listPackage(archive, { isPack: false }).filter((file) => /\/(main|session)\/[\w-]+\.js$/.test(file))
  const text = scripts.map((file) => extractFile(archive, file.slice(1)).toString('utf8')).join('\n')
  expect(text).not.toMatch(/balie-rehearsal-|playwright|ELECTRON_OVERRIDE_DIST_PATH/)
})

test('only the native module lies outside the archive, and no folder that would be run in its place', () => {
  const outside = globSync('resources/**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
  expect(outside.sort()).toEqual(['app.asar', 'keytar.node'])
})

let ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.reverse()) await end()
  ends = []
})

test('as nobody and in its sandbox, it comes up to the attract screen', async () => {
  const size = { width: 540, height: 960 }
  const display = await startDisplay(size)
  ends.push(() => display.stop())
  const folders = privateFolders()
  ends.push(() => folders.remove())
  const central = await startCentral({
    entry: join(root, 'central/index.ts'),
    data: join(folders.folder, 'central'),
    extra: [],
  })
  ends.push(() => void central.child.kill())
  const state = join(folders.folder, 'kiosk')
  mkdirSync(state, { mode: 0o700 })
  give(state)
  const settings = join(folders.folder, 'machine.json')
  const { kiosk, enrolmentCode } = central.ready
  writeFileSync(settings, JSON.stringify({ state, central: kiosk, enrolmentCode, secrets: 'file', window: size }))
  give(settings)
  const binary = join(folder, 'balie').replace(root, readableCheckout())
  const launch = unprivileged({ file: binary, args: ['--settings', settings] })
  const env = { PATH: process.env['PATH'] ?? '', ...folders.env, ...display.env }
  const running = spawn(launch.file, launch.args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  ends.push(() => void running.kill('SIGKILL'))
  let log = ''
  running.stdout.on('data', (data) => (log += String(data)))
  const health = () =>
    existsSync(join(state, 'health.json')) ? JSON.parse(readFileSync(join(state, 'health.json'), 'utf8')) : {}
  await expect
    .poll(health, { timeout: 40_000, interval: 200 })
    .toMatchObject({ painted: 'attract', outOfService: null, frontReady: true, host: 'electron' })
  // A page has hundreds of colours (smoothed letters); an empty window or display has one or two.
  await expect.poll(() => display.look().colours(), { timeout: 10_000 }).toBeGreaterThan(16)
  expect(log).not.toMatch(/pairDied|pairFailed|enrolmentFailed/)
  expect(running.exitCode).toBeNull()
  expect(readFileSync(`/proc/${running.pid ?? 0}/status`, 'utf8')).not.toMatch(/^Uid:\s+0/m)
}, 60_000)
