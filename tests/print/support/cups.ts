/** A CUPS of this test's own: the machine's `cupsd` with its own folders, port, queue and backend, and no filter. */
import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

const cupsd = '/usr/sbin/cupsd'
export const hasCups = existsSync(cupsd)

export interface Cups {
  readonly address: string
  /** Names of the files of jobs and documents in its spool. */
  spool(): readonly string[]
  /** Everything that CUPS wrote about jobs: logs, state, cache. */
  traces(): string
  /** What the backend printed. */
  printed(): Buffer
  close(): Promise<void>
}

/** `backend`: lines of a shell script after `document` was written to the tray; exit code 0 is printed. */
export async function startCups(backend: string): Promise<Cups> {
  const folder = mkdtempSync(join(tmpdir(), 'balie-cups-'))
  const inside = (name: string): string => join(folder, name)
  for (const name of ['spool', 'cache', 'state', 'root', 'log', 'tmp', 'server/backend'])
    mkdirSync(inside(name), { recursive: true })
  chmodSync(folder, 0o755)
  const port = await freePort()
  writeFileSync(
    inside('cupsd.conf'),
    // PreserveJobFiles Yes is the opposite of what a kiosk sets: what is gone, was removed by the session's wish.
    `Listen 127.0.0.1:${String(port)}\nBrowsing Off\nDefaultAuthType None\nWebInterface No\nPreserveJobFiles Yes\n` +
      `MaxLogSize 0\nLogLevel debug2\n<Location />\nOrder allow,deny\nAllow from 127.0.0.1\n</Location>\n` +
      `<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n`,
  )
  const { username, gid } = userInfo()
  const group = readFileSync('/etc/group', 'utf8')
    .split('\n')
    .find((line) => line.split(':')[2] === String(gid))
  const root = process.getuid?.() === 0
  writeFileSync(
    inside('cups-files.conf'),
    `ServerRoot ${folder}\nServerBin ${inside('server')}\nDataDir /usr/share/cups\nCacheDir ${inside('cache')}\n` +
      `StateDir ${inside('state')}\nRequestRoot ${inside('spool')}\nTempDir ${inside('tmp')}\n` +
      `DocumentRoot ${inside('root')}\nAccessLog ${inside('log/access')}\nErrorLog ${inside('log/error')}\n` +
      `PageLog ${inside('log/page')}\nSystemGroup root\nUser ${root ? 'nobody' : username}\n` +
      `Group ${root ? 'nogroup' : (group?.split(':')[0] ?? 'nogroup')}\n`,
  )
  writeFileSync(
    inside('printers.conf'),
    `<Printer receipts>\nInfo receipts\nDeviceURI balie:/\nState Idle\nType 4\nAccepting Yes\nShared No\n` +
      `JobSheets none none\nOpPolicy default\nErrorPolicy retry-job\n</Printer>\n`,
  )
  const tray = inside('log/tray')
  writeFileSync(tray, '')
  chmodSync(tray, 0o666)
  const script = `#!/bin/sh\n[ $# -eq 0 ] && exit 0\n${backend.replaceAll('TRAY', tray)}\n`
  writeFileSync(inside('server/backend/balie'), script)
  chmodSync(inside('server/backend/balie'), 0o755)
  // The helper with which CUPS starts a backend.
  symlinkSync('/usr/lib/cups/daemon', inside('server/daemon'))
  const process_ = spawn(cupsd, ['-f', '-c', inside('cupsd.conf'), '-s', inside('cups-files.conf')], {
    stdio: 'ignore',
  })
  await listening(port)
  return {
    address: `ipp://127.0.0.1:${String(port)}/printers/receipts`,
    spool: () => readdirSync(inside('spool')).filter((name) => /^[cd]\d/.test(name)),
    traces: () =>
      ['log/access', 'log/error', 'log/page']
        .filter((name) => existsSync(inside(name)))
        .map((name) => readFileSync(inside(name), 'latin1'))
        .join(''),
    printed: () => readFileSync(tray),
    close: async () => {
      const gone = new Promise((resolve) => process_.once('exit', resolve))
      process_.kill('SIGTERM')
      const late = setTimeout(() => process_.kill('SIGKILL'), 5000)
      await gone
      clearTimeout(late)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function listening(port: number): Promise<void> {
  const { connect } = await import('node:net')
  for (let tries = 0; tries < 100; tries += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true))
      socket.on('error', () => resolve(false))
      socket.on('connect', () => socket.destroy())
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('cupsd does not listen')
}
