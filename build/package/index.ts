/**
 * `npm run package`: the unpacked Linux app in out/package. With the product's Electron it is the product; with the
 * test runtime it is the same app with the shims in front, for tests of the packaging: never given to a hospital.
 */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, Platform } from 'electron-builder'
import { buildApp } from '../vite/build-app.ts'
import { root } from '../vite/paths.ts'
import { findDist } from './find-dist.ts'

const dist = findDist()
if (dist === null) {
  console.error('There is no Electron to package; `npm run test:electron-runtime` assembles one for tests.')
  process.exit(3)
}
if (dist.kind === 'product') await buildApp()
// The test runtime's bundles are the tests' matter; build imports nothing of them.
else execFileSync(process.execPath, [join(root, 'tests/electron-runtime/build-app.ts')], { stdio: 'inherit' })

process.env['BALIE_APP_FOLDER'] = dist.bundles // read by electron-builder.yml and the hook
rmSync(join(root, 'out/package'), { recursive: true, force: true })
await build({
  projectDir: root,
  publish: 'never',
  targets: Platform.LINUX.createTarget('dir'),
  config: { electronDist: dist.folder, electronVersion: dist.version, extraMetadata: { main: dist.main } },
})
console.log(
  dist.kind === 'product'
    ? `packaged with Electron ${dist.version}`
    : `packaged with the TEST RUNTIME, Electron ${dist.version}: for tests only, not a product`,
)
