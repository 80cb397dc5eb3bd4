/**
 * Real processes under libfaketime (Debian's package `faketime`): the central renews its TLS certificate without a restart,
 * and main's own HTTPS client, whose wall clock has moved as far, still shakes hands. Skipped where the library is missing.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import * as v from 'valibot'
import { folder, type Folder } from './support/kiosk.ts'

const [library = null] = globSync('/usr/lib/*/faketime/libfaketime.so.1')
const program = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
let data: Folder | null = null
let central: ChildProcess | null = null

afterEach(() => {
  central?.kill('SIGKILL')
  data?.remove()
})

/** Asks over TLS as main does; prints the status, or why there is none. */
const client = (url: string, ca: string): string => `
  import { readFileSync } from 'node:fs'
  import { request } from ${JSON.stringify(program('main/http/request.ts'))}
  const ca = readFileSync(${JSON.stringify(ca)}, 'utf8')
  const asked = { method: 'GET', url: new URL('/enrolment/root', ${JSON.stringify(url)}), trust: { ca }, timeout: 15000, limit: 200000 }
  request(asked).then(({ status }) => console.log(status), (error) => console.log(error.code))`

it.skipIf(library === null)(
  'machine 2: under libfaketime, TLS goes on beyond its first certificate without a restart',
  async () => {
    data = folder()
    const moved = join(data.path, 'moved')
    const env = {
      ...process.env,
      LD_PRELOAD: library ?? '',
      FAKETIME_TIMESTAMP_FILE: moved,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    }
    writeFileSync(moved, '+0d\n')
    const folderOf = join(data.path, 'central')
    const running = spawn(process.execPath, [program('central/index.ts'), '--data', folderOf, '--training'], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    central = running
    const [line] = await new Promise<readonly string[]>((resolve) =>
      createInterface({ input: running.stdout }).once('line', (said) => resolve([said])),
    )
    const { kiosk } = v.parse(v.pipe(v.string(), v.parseJson(), v.looseObject({ kiosk: v.string() })), line)
    const Kept = v.looseObject({ tlsCa: v.looseObject({ certificate: v.string() }) })
    const ca = join(data.path, 'ca.pem')
    const { tlsCa } = v.parse(Kept, JSON.parse(readFileSync(join(folderOf, 'keys.json'), 'utf8')))
    writeFileSync(ca, tlsCa.certificate)
    const ask = (): string =>
      spawnSync(process.execPath, ['--input-type=module', '-e', client(kiosk, ca)], {
        env,
        encoding: 'utf8',
      }).stdout.trim()
    expect(ask()).toBe('200')
    // The certificate of the start ends after 90 days: it is renewed at 50, and the next one at 100.
    for (const days of [50, 100]) {
      writeFileSync(moved, `+${days}d\n`)
      await new Promise((resolve) => setTimeout(resolve, 20_000))
      expect([days, ask()]).toEqual([days, '200'])
    }
    expect(existsSync(folderOf)).toBe(true)
    expect(running.exitCode).toBeNull()
  },
  180_000,
)

it.runIf(library === null)('NOT RUN: TLS under libfaketime; install Debian’s package faketime to run it', () => {
  process.stderr.write('NOT RUN: tests/central/tls-renewal.test.ts needs Debian’s package faketime\n')
})
