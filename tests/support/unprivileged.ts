/**
 * Starting a host as nobody. As root Chromium has no sandbox at all, so every check of it would be empty; a test that
 * runs as root therefore starts browsers and Electron as uid 65534. As anybody else, everything here changes nothing.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from '../runner/commands.ts'

/** "nobody" on Debian, Fedora and the rest. */
const nobody = 65_534
const isRoot = process.getuid?.() === 0

export interface Launch {
  readonly file: string
  readonly args: readonly string[]
}

/**
 * The same command as nobody, when we are root, and in a folder that nobody can stand in. It is killed with the test,
 * whatever ends the test. Paths in it must be absolute.
 */
export function unprivileged({ file, args }: Launch): Launch {
  const drop = [...(isRoot ? dropped : []), '--pdeathsig=KILL']
  return { file: 'setpriv', args: [...drop, '--', 'env', '--chdir=/', file, ...args] }
}

const dropped = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--no-new-privs']

/** A program for tools that take one path only (Playwright's `executablePath`): runs `file` as nobody. */
export function unprivilegedProgram({ file, folder }: { file: string; folder: string }): string {
  const path = join(folder, 'as-nobody.sh')
  const launch = unprivileged({ file, args: [] })
  const words = [launch.file, ...launch.args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  writeFileSync(path, `#!/bin/sh\nexec ${words} "$@"\n`)
  chmodSync(path, 0o755)
  return path
}

export interface PrivateFolders {
  readonly folder: string
  /** HOME, TMPDIR and the XDG folders, all inside `folder`; nothing of the developer's own profile is touched. */
  readonly env: Readonly<Record<string, string>>
  remove(): void
}

/** A home for one run, owned by the user that the host runs as. */
export function privateFolders(): PrivateFolders {
  const folder = mkdtempSync(join(publicTemporary(), 'balie-'))
  const names = {
    HOME: 'home',
    XDG_RUNTIME_DIR: 'run',
    TMPDIR: 'tmp',
    XDG_CONFIG_HOME: 'config',
    XDG_CACHE_HOME: 'cache',
  }
  const env: Record<string, string> = {}
  give(folder)
  for (const [variable, name] of Object.entries(names)) {
    env[variable] = join(folder, name)
    mkdirSync(join(folder, name), { mode: 0o700 })
    give(join(folder, name))
  }
  return { folder, env, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) }
}

/** Makes nobody the owner, when we are root. */
export function give(path: string): void {
  if (isRoot) chownSync(path, nobody, nobody)
}

/** Set by the test runner, so that all test files share one copy. */
export const checkoutVariable = 'BALIE_READABLE_CHECKOUT'

/** What nobody must be able to read: the sources, and what was built of them. */
const built = ['', 'out', 'out/app', 'out/app/main', 'out/rehearsal'].map((folder) => join(root, folder))

let copy: string | undefined = process.env[checkoutVariable]

/**
 * The checkout as nobody can read it: itself, or a copy when it lies below a folder that is closed to others. Made
 * once, so what is built must be built before; programs in it are to be started by their path in it.
 */
export function readableCheckout(): string {
  if (!isRoot || built.filter(existsSync).every(isOpen)) return root
  if (copy !== undefined && existsSync(copy)) return copy
  const made = mkdtempSync(join(publicTemporary(), 'balie-checkout-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  execFileSync('sh', [
    '-c',
    'tar -cf - --exclude=./.git --exclude=./out/training -C "$1" . | tar -xf - -C "$2"',
    'sh',
    root,
    made,
  ])
  execFileSync('chmod', ['-R', 'a+rX', made])
  copy = made
  return made
}

/** Others may pass through every folder on the way. */
function isOpen(path: string): boolean {
  const open = (statSync(path).mode & 0o005) === 0o005
  return open && (dirname(path) === path || isPassable(dirname(path)))
}

function isPassable(path: string): boolean {
  return (statSync(path).mode & 0o001) === 0o001 && (dirname(path) === path || isPassable(dirname(path)))
}

/** TMPDIR may be root's own. */
function publicTemporary(): string {
  return isRoot && !isPassable(tmpdir()) ? '/tmp' : tmpdir()
}
