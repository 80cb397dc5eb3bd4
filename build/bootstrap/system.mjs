/** The programs of the machine that a command needs, from one list file; installs them as root on Debian. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fail, say } from './say.mjs'

/** Entries {debian, probe, why, needed, wantedWithDisplay?}: `debian` names the package that makes `probe` true. */
export function readSystemList() {
  return JSON.parse(readFileSync(new URL('system-packages.json', import.meta.url), 'utf8'))
}

/**
 * Makes sure that what `command` needs is there. As root with apt it installs; otherwise it prints the one line to
 * type and exits 3. What is only wanted (a better start, not a possible one) is said and never stops anything.
 */
export function provideSystemPackages({ list, command, env = process.env }) {
  if (process.platform !== 'linux') return
  const missing = missingEntries({ list, command, env })
  if (missing.length === 0) return
  const names = missing.map(({ debian }) => debian)
  const reasons = missing.map(({ debian, why }) => `${debian} (${why})`).join(', ')
  if (process.getuid?.() === 0 && hasCommand('apt-get', env)) {
    say(`installing ${reasons} …`)
    if (!install({ names, env })) fail(3, `apt-get could not install: ${names.join(' ')}`)
    const left = missingEntries({ list, command, env }).map(({ debian }) => debian)
    if (left.length > 0) fail(3, `installed, but still not found: ${left.join(' ')}`)
    return
  }
  say(`this machine lacks ${reasons}.`)
  say(`type this once: sudo apt-get install -y --no-install-recommends ${names.join(' ')}`)
  if (missing.some(({ needed }) => needed.includes(command))) process.exit(3)
}

/** The entries that `command` asks for and this machine does not have. */
export function missingEntries({ list, command, env = process.env }) {
  // As root a browser has no sandbox, so `start` opens none.
  const display = Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']) && process.getuid?.() !== 0
  return list.filter(({ needed, wantedWithDisplay = [], probe }) => {
    const asked = needed.includes(command) || (display && wantedWithDisplay.includes(command))
    return asked && !isThere({ probe, env })
  })
}

function isThere({ probe, env }) {
  if (probe.command !== undefined) return hasCommand(probe.command, env)
  if (probe.library !== undefined) return hasLibrary(probe.library)
  if (probe.python !== undefined) return spawnSync('python3', ['-m', probe.python, '--version']).status === 0
  throw new Error(`unknown probe ${JSON.stringify(probe)}`)
}

/** Daemons live in sbin, which is not in everybody's path. */
function hasCommand(name, env) {
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/sbin', '/usr/local/bin']
  return folders.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Debian keeps libraries in a folder per architecture below /usr/lib. */
function hasLibrary(name) {
  const triplets = readdirSync('/usr/lib').filter((entry) => entry.endsWith('-linux-gnu'))
  const folders = ['/usr/lib', '/usr/lib64', ...triplets.map((triplet) => join('/usr/lib', triplet))]
  return folders.some((folder) => existsSync(join(folder, name)))
}

function install({ names, env }) {
  const quiet = { stdio: 'inherit', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } }
  const update = spawnSync('apt-get', ['update', '-qq'], quiet)
  if (update.status !== 0) say('apt-get update failed; trying with the lists that are there.')
  return spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], quiet).status === 0
}
