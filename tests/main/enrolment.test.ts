import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decodeJwt } from 'jose'
import * as v from 'valibot'
import { EnrolmentCode } from '../../domain/contract/device/enrolment.ts'
import { readDevice } from '../../main/trust/device-file.ts'
import { identify, type IdentityAnswer } from '../../main/device/identity.ts'
import { fileStore } from '../../main/secrets/file-store.ts'
import type { SecretStore } from '../../main/secrets/secret-store.ts'
import { houseKey, startFakeCentral, type FakeCentral } from './support/fake-central.ts'

let state: string
let central: FakeCentral
let secrets: SecretStore
let codes: string[]

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'balie-enrol-'))
  central = await startFakeCentral()
  secrets = fileStore({ folder: join(state, 'secrets'), training: true })
  codes = []
})
afterEach(async () => {
  await central.close()
  await rm(state, { recursive: true, maxRetries: 10 })
})

function who(options: { code?: string | null; secrets?: SecretStore } = {}): Promise<IdentityAnswer> {
  const code = options.code === undefined ? central.code : options.code
  return identify({
    state,
    secrets: options.secrets ?? secrets,
    central: central.url,
    code: code === null ? null : v.parse(EnrolmentCode, code),
    app: 'test',
    log: (event, fields) => void codes.push(`${event} ${fields?.code ?? ''}`.trim()),
  })
}

describe('enrolment', () => {
  it('pins the root first, then sends three requests over the hospital’s own CA, and keeps what it got', async () => {
    const answer = await who()
    expect(answer.kind).toBe('known')
    expect(central.requests.map(({ path }) => path)).toEqual(['/enrolment/root', '/enrolment'])
    const device = await readDevice(state)
    expect(device).toMatchObject({ thumbprint: central.thumbprint, keysetFloor: 1, contentFloor: 0 })
    expect((await stat(join(state, 'device.json'))).mode & 0o777).toBe(0o600)
    if (answer.kind !== 'known') return
    const { keys } = answer.identity
    expect(new Set([keys.auth.kid, keys.seal.kid, keys.log.kid]).size).toBe(3)
    expect(await readFile(join(state, 'device.json'), 'utf8')).not.toContain('"d"')
  })

  it('sends nothing to a central whose root is not the one of the code', async () => {
    const other = (await houseKey()).kid
    const answer = await who({ code: central.code.replace(central.thumbprint, other) })
    expect(answer).toEqual({ kind: 'not', why: 'notEnrolled', again: false })
    expect(codes).toEqual(['enrolmentFailed rootDiffers'])
    expect(central.requests).toEqual([{ path: '/enrolment/root', body: '' }])
    expect(await readDevice(state)).toBe('none')
  })

  it('does not spend the code when the keychain keeps nothing', async () => {
    const locked: SecretStore = {
      ...secrets,
      set: () => Promise.resolve(false),
      get: () => Promise.resolve({ kind: 'none' }),
    }
    expect(await who({ secrets: locked })).toEqual({ kind: 'not', why: 'keysUnavailable', again: true })
    expect(central.requests.map(({ path }) => path)).toEqual(['/enrolment/root'])
    expect((await who()).kind).toBe('known')
  })

  it('says that a used code needs a new one, and leaves no keys behind', async () => {
    await who()
    await rm(join(state, 'device.json'))
    const kept = new Map<string, string>()
    const counting: SecretStore = {
      kind: 'file',
      get: (account) => {
        const value = kept.get(account)
        return Promise.resolve(value === undefined ? { kind: 'none' } : { kind: 'value', value })
      },
      set: (account, value) => Promise.resolve(kept.set(account, value).size > 0),
      delete: (account) => Promise.resolve(kept.delete(account)),
    }
    expect(await who({ secrets: counting })).toEqual({ kind: 'not', why: 'notEnrolled', again: false })
    expect(codes).toContain('enrolmentFailed refused')
    expect(kept.size).toBe(0)
  })

  it('may be tried again with the same code when the central was away', async () => {
    await central.stop()
    expect(await who()).toEqual({ kind: 'not', why: 'notEnrolled', again: true })
    await central.start()
    expect((await who()).kind).toBe('known')
  })
})

describe('a kiosk that was enrolled', () => {
  it('is the same device after a restart and asks for nothing', async () => {
    const first = await who()
    const asked = central.requests.length
    const second = await who({ code: null })
    expect(central.requests.length).toBe(asked)
    expect(first.kind === 'known' && second.kind === 'known').toBe(true)
    if (first.kind !== 'known' || second.kind !== 'known') return
    expect(second.identity.keys.log.kid).toBe(first.identity.keys.log.kid)
    expect(second.identity.device.device).toBe(first.identity.device.device)
  })

  it('makes no new key when the keychain answers nothing: it is out of service', async () => {
    await who()
    const asked = central.requests.length
    let wrote = 0
    const empty: SecretStore = {
      kind: 'keychain',
      get: () => Promise.resolve({ kind: 'none' }),
      set: () => Promise.resolve(++wrote > 0),
      delete: () => Promise.resolve(true),
    }
    expect(await who({ secrets: empty })).toEqual({ kind: 'not', why: 'keysUnavailable', again: true })
    expect(wrote).toBe(0)
    expect(central.requests.length).toBe(asked)
  })

  it('does not enrol over a device.json that it cannot read', async () => {
    await writeFile(join(state, 'device.json'), '{"device":')
    expect(await who()).toEqual({ kind: 'not', why: 'keysUnavailable', again: false })
    expect(central.requests).toEqual([])
  })

  it('fetches a lost or altered keyset again and believes only its pinned root', async () => {
    await who()
    await writeFile(join(state, 'keyset.jws'), 'a.b.c')
    expect((await who()).kind).toBe('known')
    const foreign = await houseKey()
    await writeFile(join(state, 'keyset.jws'), await foreign.sign('balie-keyset+jwt', { version: 9 }))
    expect((await who()).kind).toBe('known')
    expect(await readFile(join(state, 'keyset.jws'), 'utf8')).toContain('.')
    await central.close()
    await rm(join(state, 'keyset.jws'))
    expect(await who()).toEqual({ kind: 'not', why: 'centralDown', again: true })
    await central.start()
  })
})

describe('keyset and content', () => {
  it('never go back, and take only what the right key signed', async () => {
    const answer = await who()
    if (answer.kind !== 'known') throw new Error(answer.why)
    const { trusted } = answer.identity
    const content = (version: number, days = 1) =>
      central.contentKey.sign('balie-content+jwt', {
        version,
        validUntil: new Date(Date.now() + days * 86_400_000).toISOString(),
        device: { training: true, idleWarnAfter: 1, idleWipeAfter: 1, doneFor: 1, assistedMinutes: 1 },
        terms: 'not for main',
      })
    const five = await content(5)
    expect(await trusted.takeContent(five)).toBe('taken')
    expect(await trusted.takeContent(five)).toBe('same')
    expect(await trusted.takeContent(await content(4))).toBe('refused')
    expect(await trusted.takeContent(await content(5, 2))).toBe('refused')
    const foreign = await (await houseKey()).sign('balie-content+jwt', { version: 6 })
    expect(await trusted.takeContent(foreign)).toBe('refused')
    expect(await trusted.takeContent('<html>')).toBe('refused')
    expect(JSON.stringify(trusted.contentAt(Date.now())?.content)).not.toContain('not for main')
    expect(trusted.contentAt(Date.now() + 2 * 86_400_000)).toBeNull()
    const again = await who()
    if (again.kind !== 'known') throw new Error(again.why)
    expect(again.identity.device.contentFloor).toBe(5)
    expect(again.identity.trusted.contentAt(Date.now())?.content.version).toBe(5)
    const keyset = (await readFile(join(state, 'keyset.jws'), 'utf8')).trim()
    expect(await again.identity.trusted.takeKeyset(keyset)).toBe('same')
    expect(await again.identity.trusted.takeKeyset(foreign)).toBe('refused')
  })

  it('machine 2: do not go back when two come at once, and neither does the floor', async () => {
    const answer = await who()
    if (answer.kind !== 'known') throw new Error(answer.why)
    const { trusted } = answer.identity
    const claims = decodeJwt(trusted.keyset.jws)
    const keyset = (version: number) => central.rootKey.sign('balie-keyset+jwt', { ...claims, version })
    const [six, five] = [await keyset(6), await keyset(5)]
    expect(await Promise.all([trusted.takeKeyset(six), trusted.takeKeyset(five)])).toEqual(['taken', 'refused'])
    const content = (version: number) =>
      central.contentKey.sign('balie-content+jwt', {
        version,
        validUntil: new Date(Date.now() + 86_400_000).toISOString(),
        device: { training: true, idleWarnAfter: 1, idleWipeAfter: 1, doneFor: 1, assistedMinutes: 1 },
      })
    const [eight, seven] = [await content(8), await content(7)]
    expect(await Promise.all([trusted.takeContent(eight), trusted.takeContent(seven)])).toEqual(['taken', 'refused'])
    expect(await readFile(join(state, 'keyset.jws'), 'utf8')).toContain(six)
    expect(await readFile(join(state, 'content.jws'), 'utf8')).toContain(eight)
    expect(await readDevice(state)).toMatchObject({ keysetFloor: 6, contentFloor: 8 })
    expect([trusted.keyset.keyset.version, trusted.contentAt(null)?.content.version]).toEqual([6, 8])
  })

  it('are told apart by their type: a right signature on another kind of paper is refused', async () => {
    const answer = await who()
    if (answer.kind !== 'known') throw new Error(answer.why)
    const { trusted } = answer.identity
    const claims = decodeJwt(trusted.keyset.jws)
    expect(await trusted.takeKeyset(await central.rootKey.sign('balie-content+jwt', { ...claims, version: 2 }))).toBe(
      'refused',
    )
    expect(trusted.keyset.keyset.version).toBe(1)
  })

  it('keep a floor under the keyset that a restart and a lost cache do not lower', async () => {
    const answer = await who()
    if (answer.kind !== 'known') throw new Error(answer.why)
    const { trusted } = answer.identity
    const old = trusted.keyset.jws
    const claims = decodeJwt(old)
    const newer = await central.rootKey.sign('balie-keyset+jwt', { ...claims, version: 2 })
    expect(await trusted.takeKeyset(newer)).toBe('taken')
    expect(await trusted.takeKeyset(old)).toBe('refused')
    await writeFile(join(state, 'keyset.jws'), old)
    // The cache holds the old one, and the central offers nothing newer: nothing may be trusted.
    expect(await who()).toEqual({ kind: 'not', why: 'centralDown', again: true })
    await writeFile(join(state, 'keyset.jws'), newer)
    expect((await who()).kind).toBe('known')
  })
})
