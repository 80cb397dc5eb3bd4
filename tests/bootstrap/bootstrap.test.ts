/** The bootstrap, looked at from outside: a small project with its real files, and stand-ins for npm and apt-get. */
import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const bootstrap = fileURLToPath(new URL('../../build/bootstrap', import.meta.url))
const platform = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
let project: string

beforeEach(() => {
  project = mkdtempSync('/tmp/balie-bootstrap-')
  chmodSync(project, 0o755)
  cpSync(bootstrap, join(project, 'build/bootstrap'), { recursive: true })
  put('build/bootstrap/system-packages.json', '[]')
  put('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } }))
  put('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }))
  // By way of /proc, because this checkout may lie where nobody can look.
  script(`node_modules/${platform}/bin/node`, `exec "/proc/$PPID/exe" "$@"`)
  put('tests/run.ts', `const said: string = process.argv.slice(2).join(' ')\nconsole.log(said)\nprocess.exit(7)\n`)
  script('bin/npm', `echo "$@" > "${project}/npm-was-called"; cp package-lock.json node_modules/.package-lock.json`)
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

test('a command runs with its arguments on the locked Node, and its exit code passes through', () => {
  const run = start(['test', 'lint'])
  expect({ code: run.status, out: run.stdout, npm: existsSync(join(project, 'npm-was-called')) }).toEqual({
    code: 7,
    out: 'lint\n',
    npm: false,
  })
})

test('an unknown command and a command without its entry file end with one clear line', () => {
  expect(start(['dance'])).toMatchObject({ status: 2, stderr: expect.stringMatching(/^balie: Say what to do.*\n$/) })
  expect(start(['demo'])).toMatchObject({
    status: 2,
    stderr: 'balie: There is no tests/demo/index.ts yet, so "demo" cannot run.\n',
  })
})

test('packages that differ from the lock file are installed, with the reason said', () => {
  put('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '0.9.0' } } }))
  const run = start(['test'])
  expect(run.stderr).toContain('node_modules/a is 0.9.0, not 1.0.0')
  expect(readFileSync(join(project, 'npm-was-called'), 'utf8')).toBe('ci --no-audit --no-fund --loglevel=error\n')
  expect(run.status).toBe(7)
})

test('a package of another operating system may be missing, any other may not', () => {
  const others = { 'node_modules/b': { version: '1.0.0', optional: true, os: ['plan9'], cpu: [process.arch] } }
  put('package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' }, ...others } }))
  expect(start(['test']).stderr).toBe('')
  put('node_modules/.package-lock.json', JSON.stringify({ packages: others }))
  expect(start(['test']).stderr).toContain('node_modules/a is missing')
})

test('an optional package for this very machine may not be missing: it is the native part of another', () => {
  const native = { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] }
  put('package-lock.json', JSON.stringify({ packages: { 'node_modules/native': native } }))
  expect(start(['test']).stderr).toContain('node_modules/native is missing')
})

test('npm is told the Node version that everything will run on, not the one it runs on', () => {
  put('package.json', JSON.stringify({ optionalDependencies: { [platform]: '24.21.0' } }))
  put('node_modules/.package-lock.json', '{}')
  script('bin/npm', `cp package-lock.json node_modules/.package-lock.json; '${process.execPath}' -p process.version`)
  expect(start(['test']).stdout).toBe('v24.21.0\n\n')
})

test('a failing npm stops everything with exit code 4', () => {
  put('node_modules/.package-lock.json', '{}')
  script('bin/npm', 'exit 1')
  expect(start(['test']).status).toBe(4)
})

test('as anybody but root, a missing program gives the one line to type and exit code 3', () => {
  put('build/bootstrap/system-packages.json', JSON.stringify([lacking('balie-no-such-program')]))
  const run = start(['test'], { asRoot: false })
  expect(run).toMatchObject({ status: 3, stdout: '' })
  expect(run.stderr).toContain('type this once: sudo apt-get install -y --no-install-recommends some-package\n')
})

test('what a command only wants is said, and the command runs', () => {
  const wish = { ...lacking('balie-no-such-program'), needed: [], wantedWithDisplay: ['test'] }
  put('build/bootstrap/system-packages.json', JSON.stringify([wish]))
  expect(start(['test'], { asRoot: false, env: { DISPLAY: ':7' } })).toMatchObject({
    status: 7,
    stderr: expect.stringContaining('this machine lacks some-package (a reason)'),
  })
  const { stderr } = start(['test'], { asRoot: false })
  expect(stderr).toBe('')
})

test.runIf(process.getuid?.() === 0)('as root with apt, a missing program is installed and looked for again', () => {
  put('build/bootstrap/system-packages.json', JSON.stringify([lacking('balie-late-program')]))
  const arrive = `printf '#!/bin/sh\\n' > "${project}/bin/balie-late-program"; chmod +x "${project}/bin/balie-late-program"`
  script('bin/apt-get', `echo "$1 $DEBIAN_FRONTEND" >> "${project}/apt-log"; [ "$1" = update ] || { ${arrive}; }`)
  expect(start(['test']).status).toBe(7)
  expect(readFileSync(join(project, 'apt-log'), 'utf8')).toBe('update noninteractive\ninstall noninteractive\n')
  rmSync(join(project, 'bin/balie-late-program'))
  script('bin/apt-get', 'exit 0')
  expect(start(['test'])).toMatchObject({ status: 3, stderr: expect.stringContaining('still not found: some-package') })
})

test('SIGTERM reaches the command, and nothing of its tree is left', async () => {
  put(
    'tests/run.ts',
    `import { spawn } from 'node:child_process'
const stubborn = spawn('sleep', ['600'])
process.on('SIGTERM', () => process.exit(0))
setInterval(() => {}, 1000)
console.log(stubborn.pid)`,
  )
  const child = spawn(process.execPath, [join(project, 'build/bootstrap/run.mjs'), 'test'], { env: environment() })
  const grandchild = Number(await new Promise((resolve) => child.stdout.once('data', (data) => resolve(String(data)))))
  expect(isAlive(grandchild)).toBe(true)
  child.kill('SIGTERM')
  expect(await new Promise((resolve) => child.once('exit', (code) => resolve(code)))).toBe(0)
  await expect.poll(() => isAlive(grandchild)).toBe(false)
})

const rootOnly = test.runIf(process.getuid?.() === 0)

rootOnly('machine 29: a start that closed `out` does not keep a later test from reading what is built', () => {
  mkdirSync(join(project, 'out'), { mode: 0o700 })
  mkdirSync(join(project, 'out/training'), { mode: 0o700 })
  expect(start(['test']).status).toBe(7)
  expect(statSync(join(project, 'out')).mode & 0o777).toBe(0o755)
  expect(statSync(join(project, 'out/training')).mode & 0o777).toBe(0o700)
})

test('machine 29: `out` is open to readers whatever the umask is', () => {
  const run = spawnSync(
    'sh',
    ['-c', `umask 077; exec "$0" "$1" test`, process.execPath, join(project, 'build/bootstrap/run.mjs')],
    {
      env: environment(),
    },
  )
  expect(run.status).toBe(7)
  expect(statSync(join(project, 'out')).mode & 0o777).toBe(0o755)
})

rootOnly('machine 29: a user who comes after root is told the one line that helps', () => {
  expect(start(['test']).status).toBe(7)
  for (const folder of ['', 'out', 'node_modules']) chownSync(join(project, folder), 0, 0)
  const run = start(['test'], { asRoot: false, owned: false })
  expect(run).toMatchObject({ status: 3, stdout: '' })
  expect(run.stderr).toContain(`type this once: sudo chown -R "$(id -un)" "${project}/out" "${project}/node_modules"`)
})

rootOnly('machine 29: a clone that is wholly somebody else’s is said, and nothing breaks with a stack', () => {
  const run = start(['test'], { asRoot: false, owned: false })
  expect(run).toMatchObject({ status: 3, stdout: '' })
  expect(run.stderr).toContain(`type this once: sudo chown -R "$(id -un)" "${project}"`)
})

function lacking(command: string) {
  return { debian: 'some-package', probe: { command }, why: 'a reason', needed: ['test'] }
}

const nobody = 65_534

interface Start {
  readonly asRoot?: boolean
  /** A checkout is usually its user's; one where root was first is not. */
  readonly owned?: boolean
  readonly env?: NodeJS.ProcessEnv
}

function start(args: string[], { asRoot = true, owned = true, env = {} }: Start = {}) {
  const command = [process.execPath, join(project, 'build/bootstrap/run.mjs'), ...args]
  const drop = !asRoot && process.getuid?.() === 0
  const [file = '', ...rest] = drop
    ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', ...command]
    : command
  if (drop && owned) for (const path of [project, join(project, 'node_modules')]) chownSync(path, nobody, nobody)
  const run: SpawnSyncReturns<string> = spawnSync(file, rest, { encoding: 'utf8', env: { ...environment(), ...env } })
  return run
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: `${join(project, 'bin')}:${process.env['PATH'] ?? ''}` }
}

function put(path: string, text: string) {
  mkdirSync(dirname(join(project, path)), { recursive: true })
  writeFileSync(join(project, path), text)
}

function script(path: string, text: string) {
  put(path, `#!/bin/sh\n${text}\n`)
  chmodSync(join(project, path), 0o755)
}

/** A zombie counts as dead: nobody reaps orphans in some containers. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
