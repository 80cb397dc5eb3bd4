/**
 * keytar against a real Secret Service: gnome-keyring under a D-Bus of its own, unlocked, locked, and none at all. Each
 * request runs in a helper process of its own, as in the product.
 */
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeDeviceKeys, readDeviceKeys } from '../../main/device/device-keys.ts'
import { fileStore } from '../../main/secrets/file-store.ts'
import { keychainStore } from '../../main/secrets/keychain-store.ts'
import { childHelper } from '../../main/secrets/run-helper.ts'
import type { SecretStore } from '../../main/secrets/secret-store.ts'
import { until } from './support/until.ts'

const script = fileURLToPath(new URL('../../main/secrets/helper.ts', import.meta.url))
let home: string
let stop: (() => Promise<void>)[] = []

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'balie-keyring-'))
})
afterEach(async () => {
  for (const each of stop) await each()
  stop = []
  await rm(home, { recursive: true, force: true, maxRetries: 10 })
})

/** A private bus with a keyring daemon on it. `password` null: nobody unlocks it. */
async function keyring(password: string | null): Promise<Record<string, string>> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, XDG_RUNTIME_DIR: home, XDG_DATA_HOME: join(home, 'data') }
  const start =
    password === null
      ? 'gnome-keyring-daemon --components=secrets --start'
      : 'gnome-keyring-daemon --components=secrets --unlock'
  const inner = `${start} >/dev/null && echo "$DBUS_SESSION_BUS_ADDRESS" && exec cat >/dev/null`
  const bus = spawn(
    'dbus-run-session',
    ['--', 'sh', '-c', password === null ? inner : `head -c ${password.length} | ${inner}`],
    {
      env,
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  )
  const gone = new Promise<void>((resolve) => bus.once('close', () => resolve()))
  stop.push(async () => {
    bus.stdin.destroy()
    await gone
    // The daemon leaves by itself when its bus has gone, and the next one would find its socket.
    await until('the keyring daemon has gone', () => !daemonLives(home))
  })
  if (password !== null) bus.stdin.write(password)
  const address = await new Promise<string>((resolve, reject) => {
    let text = ''
    bus.stdout.on('data', (part: Buffer) => {
      text += part.toString()
      if (text.includes('\n')) resolve(text.trim())
    })
    bus.once('close', () => reject(new Error('the private bus did not start')))
  })
  return { ...env, DBUS_SESSION_BUS_ADDRESS: address }
}

/** Whether a keyring daemon of that home is still there. */
function daemonLives(of: string): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      try {
        const program = readFileSync(`/proc/${pid}/comm`, 'utf8')
        return (
          program.startsWith('gnome-keyring') && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HOME=${of}`)
        )
      } catch {
        // Gone while we looked.
        return false
      }
    })
}

const keychain = (env: Record<string, string>): SecretStore =>
  keychainStore(childHelper({ node: process.execPath, script, env }))

describe('the keychain', () => {
  it('keeps, gives and deletes secrets when it is unlocked, and finds them again in another process', async () => {
    const store = keychain(await keyring('secret'))
    expect(await store.get('one.auth')).toEqual({ kind: 'none' })
    expect(await store.set('one.auth', 'value-1')).toBe(true)
    expect(await store.get('one.auth')).toEqual({ kind: 'value', value: 'value-1' })
    expect(await store.delete('one.auth')).toBe(true)
    expect(await store.get('one.auth')).toEqual({ kind: 'none' })
  })

  it('keeps the three keys of a device and reads them back', async () => {
    const store = keychain(await keyring('secret'))
    expect(await makeDeviceKeys(store, 'device')).not.toBeNull()
    const keys = await readDeviceKeys(store, 'device')
    expect(new Set([keys?.auth.kid, keys?.seal.kid, keys?.log.kid]).size).toBe(3)
  })

  it(
    'answers a locked keychain like an empty one, and has everything when it is unlocked again',
    { timeout: 60_000 },
    async () => {
      const store = keychain(await keyring('secret'))
      await makeDeviceKeys(store, 'device')
      const before = await readDeviceKeys(store, 'device')
      await stop.pop()?.()
      const locked = keychain(await keyring(null))
      expect(await locked.get('device.auth')).toEqual({ kind: 'none' })
      expect(await locked.set('device.auth', 'other')).toBe(false)
      expect(await readDeviceKeys(locked, 'device')).toBeNull()
      await stop.pop()?.()
      const again = await readDeviceKeys(keychain(await keyring('secret')), 'device')
      expect(again?.auth.kid).toBe(before?.auth.kid)
    },
  )

  it('gives nothing and takes nothing when nobody ever unlocked it, so no key is made', async () => {
    const store = keychain(await keyring(null))
    expect((await store.get('device.auth')).kind).not.toBe('value')
    expect(await store.set('device.auth', 'value')).toBe(false)
    expect(await makeDeviceKeys(store, 'device')).toBeNull()
    expect(await readDeviceKeys(store, 'device')).toBeNull()
  })

  it('says that it is not there without D-Bus', async () => {
    const store = keychain({
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      XDG_RUNTIME_DIR: home,
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
    })
    expect(await store.get('device.auth')).toEqual({ kind: 'unavailable' })
    expect(await store.set('device.auth', 'value')).toBe(false)
  })

  it('survives a helper that crashes, hangs or talks nonsense', async () => {
    const helper = async (text: string) => {
      const file = join(home, 'helper.mjs')
      await writeFile(file, text)
      return keychainStore(childHelper({ node: process.execPath, script: file, timeout: 1500 }))
    }
    for (const text of ['process.abort()', 'setInterval(() => 0, 1000)', 'process.stdout.write("hello")']) {
      expect(await (await helper(text)).get('a')).toEqual({ kind: 'unavailable' })
    }
  })

  it('is talked to with our own service name and the account only, never listed', () => {
    const found = spawnSync('grep', [
      '-rlE',
      'findCredentials\\(|findPassword\\(',
      fileURLToPath(new URL('../../main', import.meta.url)),
    ])
    expect(found.stdout.toString()).toBe('')
  })
})

describe('the file store', () => {
  it('is for training only', () => {
    expect(() => fileStore({ folder: home, training: false })).toThrow('training only')
  })
  it('keeps secrets in files that only this account can read', async () => {
    const store = fileStore({ folder: join(home, 'secrets'), training: true })
    expect(await store.get('a.auth')).toEqual({ kind: 'none' })
    expect(await store.set('a.auth', 'value')).toBe(true)
    expect(await store.get('a.auth')).toEqual({ kind: 'value', value: 'value' })
    expect((await stat(join(home, 'secrets', 'a.auth'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(home, 'secrets'))).mode & 0o777).toBe(0o700)
    expect(await store.delete('a.auth')).toBe(true)
    expect(await store.get('a.auth')).toEqual({ kind: 'none' })
    await expect(store.get('../a')).resolves.toEqual({ kind: 'unavailable' })
  })
})
