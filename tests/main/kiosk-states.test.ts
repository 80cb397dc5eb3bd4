/** The kiosk as a whole: when it is out of service and why, and what a restart finds. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DevicePolicy } from '../../domain/contract/device/device-policy.ts'
import { PublicJwk } from '../../domain/ids.ts'
import { realClock, type Clock } from '../../main/clock/clock.ts'
import { checkJournal } from '../../main/custody/journal/check.ts'
import { limits } from '../../domain/limits.ts'
import { startKiosk, type Kiosk } from '../../main/kiosk.ts'
import { realDisk, type Disk } from '../../main/custody/outbox/disk.ts'
import { fileStore } from '../../main/secrets/file-store.ts'
import type { SecretStore } from '../../main/secrets/secret-store.ts'
import { readDevice } from '../../main/trust/device-file.ts'
import { readDeviceKeys } from '../../main/device/device-keys.ts'
import { makeEnvelope, startFakeCentral, type FakeCentral } from './support/fake-central.ts'
import { MemoryHost } from './support/memory-host.ts'
import { until } from './support/until.ts'

let state: string
let central: FakeCentral
let host: MemoryHost
let kiosks: Kiosk[] = []
let lines: string[]

/** Waits of the kiosk's own are a twentieth as long; nothing else differs. */
const hasty: Clock = {
  ...realClock,
  after: (milliseconds, action) => realClock.after(Math.ceil(milliseconds / 20), action),
}

async function start(
  options: { secrets?: SecretStore; code?: string | null; disk?: Disk; host?: MemoryHost; clock?: Clock } = {},
): Promise<Kiosk> {
  host = options.host ?? new MemoryHost()
  const kiosk = await startKiosk({
    host,
    state,
    central: central.url,
    enrolmentCode: options.code === null ? undefined : (options.code ?? central.code),
    secrets: () => Promise.resolve(options.secrets ?? fileStore({ folder: join(state, 'secrets'), training: true })),
    log: (event, fields) => void lines.push(JSON.stringify({ event, ...fields })),
    clock: options.clock ?? hasty,
    disk: options.disk ?? realDisk,
  })
  kiosks.push(kiosk)
  return kiosk
}
const says = (kiosk: Kiosk, what: string | null) =>
  until(String(what), () => kiosk.health().outOfService === what && (what !== null || kiosk.health().frontReady))

async function visiting(kiosk: Kiosk) {
  await says(kiosk, null)
  const pair = host.front
  pair.renderer({ type: 'activate' })
  await until('visit', () => pair.toRenderer.some(({ type }) => type === 'visit'))
  return pair
}

async function fresh(policy: Partial<DevicePolicy> = {}): Promise<void> {
  await central.close()
  central = await startFakeCentral({ policy })
}

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'balie-states-'))
  central = await startFakeCentral()
  lines = []
  kiosks = []
})
afterEach(async () => {
  for (const kiosk of kiosks) await kiosk.close()
  await central.close()
  await rm(state, { recursive: true, maxRetries: 10 })
})

describe('out of service', () => {
  it('with a device file that cannot be read, which is tried again', async () => {
    await mkdir(join(state, 'device.json'))
    const kiosk = await start()
    await until('said', () => lines.some((line) => line.includes('look-failed')))
    expect(kiosk.health().outOfService).toBe('notEnrolled')
    await rm(join(state, 'device.json'), { recursive: true })
    await says(kiosk, null)
  })

  it('without enrolment', async () => {
    await says(await start({ code: null }), 'notEnrolled')
    expect(central.requests).toEqual([])
  })

  it('with a locked keychain, and in service when it is unlocked', async () => {
    const files = fileStore({ folder: join(state, 'secrets'), training: true })
    let locked = false
    const secrets: SecretStore = {
      ...files,
      get: (account) => (locked ? Promise.resolve({ kind: 'none' }) : files.get(account)),
      set: (account, value) => (locked ? Promise.resolve(false) : files.set(account, value)),
    }
    const first = await start({ secrets })
    await says(first, null)
    await first.close()
    locked = true
    const second = await start({ secrets })
    await says(second, 'keysUnavailable')
    locked = false
    await says(second, null)
  })

  it('not because intake keys change during a visit: what its session closes to an old one is kept', async () => {
    const kiosk = await start()
    const pair = await visiting(kiosk)
    const { intakeKey } = central
    const { publicKey } = await generateKeyPair('ECDH-ES', { extractable: true })
    const jwk = await exportJWK(publicKey)
    const intake = [v.parse(PublicJwk, { kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.y, kid: 'intake-2' })]
    await central.publishKeyset({ intake })
    await until('taken', () => lines.some((line) => line.includes('"event":"keyset","code":"taken"')))
    const { id, jwe } = await makeEnvelope({ key: intakeKey, kind: 'acceptance' })
    pair.session({ type: 'step', step: 'sealing' })
    pair.session({ type: 'store', envelope: id, jwe })
    await until('durable', () => pair.toSession.some(({ type }) => type === 'durable'))
  })

  it('while the central is away, and in service when it is back; what was signed is delivered', async () => {
    const kiosk = await start()
    const pair = await visiting(kiosk)
    await central.stop()
    const { id, jwe } = await makeEnvelope({ key: central.intakeKey, kind: 'acceptance' })
    pair.session({ type: 'step', step: 'sealing' })
    pair.session({ type: 'store', envelope: id, jwe })
    await until('durable', () => pair.toSession.some(({ type }) => type === 'durable'))
    await until('waiting', () => pair.toSession.some((each) => each.type === 'delivery' && each.state === 'waiting'))
    pair.renderer({ type: 'stop' })
    await says(kiosk, 'centralDown')
    expect(kiosk.health().waiting).toBe(1)
    await central.start()
    await says(kiosk, null)
    await until('delivered', () => central.stored.has(id) && kiosk.health().waiting === 0)
  })

  it('with content that has expired, until newer content comes', async () => {
    await central.publish({ validUntil: new Date(Date.now() - 1000).toISOString() })
    const kiosk = await start()
    await says(kiosk, 'contentExpired')
    await central.publish({})
    central.command({ type: 'newContent', version: 3 })
    await says(kiosk, null)
  })

  it.each([
    ['a rehearsal, even with a keychain', { product: false, kind: 'keychain', says: 'runtime' }],
    ['file keys, even in the product', { product: true, kind: 'file', says: 'runtime' }],
    ['nothing of a keychain in the product', { product: true, kind: 'keychain', says: null }],
  ] as const)('a production policy refuses %s', async (_name, at) => {
    await fresh({ training: false })
    const files = fileStore({ folder: join(state, 'secrets'), training: true })
    const kiosk = await start({
      host: new MemoryHost('electron', at.product),
      secrets: { ...files, kind: at.kind },
    })
    await says(kiosk, at.says)
  })

  it('when the disk is full, and in service again when it is not', async () => {
    let full = false
    const disk: Disk = {
      ...realDisk,
      create: (path) =>
        full ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) : realDisk.create(path),
    }
    const kiosk = await start({ disk })
    const pair = await visiting(kiosk)
    full = true
    const first = await makeEnvelope({ key: central.intakeKey, kind: 'acceptance' })
    pair.session({ type: 'store', envelope: first.id, jwe: first.jwe })
    await until('the prepared file is used', () => pair.toSession.some(({ type }) => type === 'durable'))
    const second = await makeEnvelope({ key: central.intakeKey, kind: 'acceptance' })
    pair.session({ type: 'store', envelope: second.id, jwe: second.jwe })
    await until('refused', () =>
      pair.toSession.some((each) => each.type === 'notDurable' && each.reason === 'diskFull'),
    )
    pair.renderer({ type: 'stop' })
    await says(kiosk, 'diskFull')
    full = false
    await says(kiosk, null)
  })

  it('machine 4: a visit can fill nothing: what is more than its share is not kept, whatever its session sends', async () => {
    const kiosk = await start()
    const pair = await visiting(kiosk)
    const refused = () =>
      pair.toSession.filter((each) => each.type === 'notDurable' && each.reason === 'visitFull').length
    for (let n = 1; n <= limits.visit.envelopes + 3; n += 1) {
      const { id, jwe } = await makeEnvelope({ key: central.intakeKey, kind: 'acceptance' })
      pair.session({ type: 'store', envelope: id, jwe })
      const answers = () => pair.toSession.filter(({ type }) => type === 'durable' || type === 'notDurable').length
      await until(`answer ${n}`, () => answers() === n)
    }
    expect(pair.toSession.filter(({ type }) => type === 'durable')).toHaveLength(limits.visit.acceptances)
    expect(refused()).toBe(limits.visit.envelopes + 3 - limits.visit.acceptances)
  })

  it('machine 14: a session that reports step after step fills no log: its visit ends', async () => {
    const kiosk = await start()
    const pair = await visiting(kiosk)
    for (let n = 0; n < limits.visit.steps * 3; n += 1)
      pair.session({ type: 'step', step: n % 2 === 0 ? 'terms' : 'review' })
    await until('ended', () => kiosk.health().lastWipe?.end === 'sessionDied')
    expect(lines.filter((line) => line.includes('"event":"step"')).length).toBeLessThanOrEqual(limits.visit.steps)
    expect(lines.filter((line) => line.includes('too-many-steps')).length).toBe(1)
  })

  it('machine 13: a form that was not sealed in this visit is not kept', async () => {
    const kiosk = await start()
    const pair = await visiting(kiosk)
    const { id, jwe } = await makeEnvelope({ key: central.intakeKey })
    pair.session({ type: 'step', step: 'sealing' })
    pair.session({ type: 'store', envelope: id, jwe })
    await until('refused', () =>
      pair.toSession.some((each) => each.type === 'notDurable' && each.reason === 'notSealed'),
    )
    expect(kiosk.health().waiting).toBe(0)
  })

  it('machine 4: before a visit when its room on the disk runs out, and never during one', async () => {
    let free = Infinity
    const kiosk = await start({ disk: { ...realDisk, free: () => Promise.resolve(free) } })
    const pair = await visiting(kiosk)
    free = limits.kiosk.free - 1
    // Who has begun may finish: there was room for the whole visit.
    const { id, jwe } = await makeEnvelope({ key: central.intakeKey, kind: 'acceptance' })
    pair.session({ type: 'store', envelope: id, jwe })
    await until('durable', () => pair.toSession.some(({ type }) => type === 'durable'))
    pair.renderer({ type: 'stop' })
    await says(kiosk, 'diskFull')
    free = limits.kiosk.free
    await says(kiosk, null)
  })

  it('machine 4: when the central has no more room to keep apart what comes from here, and nothing is lost', async () => {
    const kiosk = await start()
    const pair = await visiting(kiosk)
    central.spoil.push({ status: 422, body: '{"type":"quarantineFull","status":422}' })
    const { id, jwe } = await makeEnvelope({ key: central.intakeKey, kind: 'acceptance' })
    pair.session({ type: 'store', envelope: id, jwe })
    await until('refused', () => lines.some((line) => line.includes('courier-full')))
    pair.renderer({ type: 'stop' })
    await says(kiosk, 'quarantineFull')
    expect(kiosk.health().waiting).toBe(1)
    // Somebody looked and made room: it is taken at the next try.
    await until('delivered', () => central.stored.has(id))
    await says(kiosk, null)
  })

  it('with a wipe journal that somebody changed: it is not continued', async () => {
    const first = await start()
    const pair = await visiting(first)
    pair.renderer({ type: 'stop' })
    await until('wiped', () => first.health().lastWipe !== null)
    await first.close()
    await writeFile(join(state, 'journal.jwsl'), 'another line\n', { flag: 'a' })
    await says(await start(), 'runtime')
    expect(lines).toContain('{"event":"alarm","code":"look-failed"}')
  })

  it('when the desk drains it', async () => {
    const kiosk = await start()
    await says(kiosk, null)
    central.command({ type: 'drain' })
    await says(kiosk, 'draining')
  })
})

describe('the desk', () => {
  it('arms, extends and stops a visit, hears its steps and its bell', async () => {
    const kiosk = await start()
    await says(kiosk, null)
    const pair = host.front
    central.command({ type: 'arm' })
    await until('armed', () => pair.toRenderer.some(({ type }) => type === 'visit'))
    pair.session({ type: 'step', step: 'desk' })
    pair.renderer({ type: 'help' })
    await until('bell', () => central.reports.some(({ type }) => type === 'help'))
    const report = central.reports.find((each) => each.type === 'step' && each.step === 'desk')
    expect(report).toBeDefined()
    central.command({ type: 'help', state: 'coming' })
    await until('coming', () => pair.toRenderer.some((each) => each.type === 'help' && each.state === 'coming'))
    const visit = report?.type === 'step' ? report.visit : null
    if (visit === null) throw new Error('no visit')
    central.command({ type: 'extend', visit })
    central.command({ type: 'stop', visit })
    await until('ended', () => kiosk.health().lastWipe?.end === 'staff')
    await until('bell ended', () => central.reports.some(({ type }) => type === 'helpEnded'))
  })

  it('gets heartbeats with the journal’s head', async () => {
    const kiosk = await start()
    const pair = await visiting(kiosk)
    pair.renderer({ type: 'finish' })
    await until('wiped', () => kiosk.health().lastWipe !== null)
    await until('heartbeat', () =>
      central.reports.some(
        (each) => each.type === 'heartbeat' && each.journal?.seq === 2 && each.outOfService === null,
      ),
    )
  })
})

describe('a restart', () => {
  it('delivers what was signed before, closes the open visit in the journal, and shows a clean screen', async () => {
    await start()
    const first = kiosks[0]
    if (first === undefined) throw new Error('no kiosk')
    const pair = await visiting(first)
    await central.stop()
    const { id, jwe } = await makeEnvelope({ key: central.intakeKey, kind: 'acceptance' })
    pair.session({ type: 'store', envelope: id, jwe })
    await until('durable', () => pair.toSession.some(({ type }) => type === 'durable'))
    // What a power cut leaves: a copy of the state as it is now.
    const before = await readFile(join(state, 'journal.jwsl'), 'utf8')
    expect(before.trim().split('\n')).toHaveLength(1)
    await central.start()
    // The first one is not closed: two processes would not share a folder, but its files are as a kill leaves them.
    const second = await start({ code: null })
    await says(second, null)
    await until('delivered', () => central.stored.has(id))
    const device = await readDevice(state)
    if (typeof device === 'string') throw new Error(device)
    const keys = await readDeviceKeys(fileStore({ folder: join(state, 'secrets'), training: true }), device.account)
    const journal = (await readFile(join(state, 'journal.jwsl'), 'utf8')).trim().split('\n')
    const checked = keys === null ? null : await checkJournal(journal.slice(0, 2), keys.log.public)
    expect(checked).toMatchObject({ ok: true, open: false })
    expect(journal[1]).toBeDefined()
    const last = host.front.toRenderer.filter(({ type }) => type === 'attract').pop()
    expect(last).toEqual({ type: 'attract', outOfService: null, notice: null })
  })
})

describe('a pair', () => {
  it('is replaced when its session never answers or its window never opens', async () => {
    const slow = new MemoryHost()
    const { answerArm } = slow
    slow.answerArm = (pair) => (pair.id === 'pair-1' ? undefined : answerArm(pair))
    const open = slow.openPair.bind(slow)
    let opens = 0
    slow.openPair = () => (++opens === 2 ? new Promise(() => undefined) : open())
    const kiosk = await start({ host: slow })
    await until('pair-1 is given up', () => slow.order.includes('destroy pair-1'))
    await says(kiosk, null)
    expect(slow.front.id).not.toBe('pair-1')
  })

  it('is replaced when its page says that it is broken', async () => {
    const kiosk = await start()
    await says(kiosk, null)
    const broken = host.front
    broken.renderer({ type: 'broken' })
    await until('destroyed', () => broken.destroyed)
    await says(kiosk, null)
    expect(host.front).not.toBe(broken)
  })

  it('is never left over: closing in the middle of a visit wipes it and all others', async () => {
    const kiosk = await start()
    const pair = await visiting(kiosk)
    await until('spare', () => kiosk.health().spareReady)
    await kiosk.close()
    expect(pair.toRenderer[pair.toRenderer.length - 1]).toEqual({ type: 'ending', reload: false })
    expect(host.pairs.every(({ destroyed }) => destroyed)).toBe(true)
    expect(host.closed).toBe(true)
    expect(kiosk.health().lastWipe).toMatchObject({ end: 'shutdown', verified: true })
  })
})

describe('the state folder', () => {
  it('is this account’s alone, and no line of the log holds anything but ids, codes and numbers', async () => {
    const kiosk = await start()
    const pair = await visiting(kiosk)
    pair.renderer({ type: 'stop' })
    await until('wiped', () => kiosk.health().lastWipe?.end === 'stopped')
    await kiosk.close()
    for (const name of await readdir(state, { recursive: true })) {
      const { mode } = await stat(join(state, name))
      expect(mode & 0o077).toBe(0)
    }
    for (const line of lines)
      expect(line).toMatch(/^\{"event":"[A-Za-z]+"(,"[a-z]+":("[A-Za-z0-9 .,()/_+-]*"|\d+|true|false))*\}$/)
  })
})
