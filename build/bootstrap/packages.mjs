/**
 * Brings node_modules in line with package-lock.json. npm leaves a list of what it really installed in
 * node_modules/.package-lock.json, written last; comparing the two needs no stamp of our own and no network.
 */
import { spawnSync } from 'node:child_process'
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, say } from './say.mjs'

/**
 * Runs `npm ci` when node_modules is missing or differs from the lock file. Install scripts stay off (.npmrc).
 * A node_modules that is a symbolic link belongs to another checkout and is never touched.
 */
export function installPackages({ root }) {
  const difference = firstDifference({ root })
  if (difference === null) return
  if (isLink(join(root, 'node_modules'))) {
    say(`node_modules belongs to another checkout and differs (${difference}); going on with what is there.`)
    return
  }
  say(`installing the locked packages (${difference}); this takes a minute or two …`)
  const npm = npmCommand()
  const result = spawnSync(npm.file, [...npm.args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: `--require "${join(root, 'build/bootstrap/npm-for-node24.cjs')}"` },
  })
  if (result.status !== 0) fail(4, 'npm ci failed; see above. Nothing was started.')
  const left = firstDifference({ root })
  if (left !== null) fail(4, `npm ci ended well, but ${left}.`)
}

/** The first package that is missing or of another version, as words; null when all is as locked. */
export function firstDifference({ root }) {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  if (wanted === null) return 'package-lock.json cannot be read'
  if (present === null) return 'nothing is installed yet'
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link === true) continue
    const found = present[path]
    if (found === undefined && entry.optional === true && !isForThisMachine(entry)) continue
    if (found === undefined) return `${path} is missing`
    if (found.version !== entry.version) return `${path} is ${found.version}, not ${entry.version}`
    if (entry.integrity !== undefined && found.integrity !== entry.integrity) return `${path} has another checksum`
  }
  return null
}

/** An optional package that names this platform is a native part that something needs; others may be missing. */
function isForThisMachine({ os, cpu, libc }) {
  if (os === undefined || cpu === undefined) return false
  const fits = os.includes(process.platform) && cpu.includes(process.arch)
  return fits && (libc === undefined || process.platform !== 'linux' || libc.includes(ownLibc()))
}

function ownLibc() {
  return process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc'
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null
  } catch {
    return null
  }
}

function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

/** The npm that started us, so that its version stays the same; else the one in the path. */
function npmCommand() {
  const self = process.env['npm_execpath']
  if (self?.endsWith('.js')) return { file: process.execPath, args: [self] }
  return { file: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] }
}
