/** A kiosk whose keys grow old: it renews them by itself, starts nothing that it could not seal, and comes back after an absence. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import type { OutOfService } from '../../domain/contract/control/renderer.ts'
import { lifetimes, longestVisit } from '../../domain/contract/device/lifetimes.ts'
import { realClock, type Clock } from '../../main/clock/clock.ts'
import { checkJournal } from '../../main/custody/journal/check.ts'
import { DeviceFile } from '../../main/trust/device-file.ts'
import { readDeviceKeys } from '../../main/device/device-keys.ts'
import { logKeys } from '../../main/device/renew.ts'
import { sealable } from '../../main/device/sealable.ts'
import { Trusted } from '../../main/trust/trusted.ts'
import { lookAgain } from '../../main/looks.ts'
import { startKiosk, type Kiosk } from '../../main/kiosk.ts'
import { fileStore } from '../../main/secrets/file-store.ts'
import { folder, training, type Folder } from '../central/support/kiosk.ts'
import { MemoryHost } from './support/memory-host.ts'
import { until } from './support/until.ts'
import { databaseOf } from '../central/support/database.ts'

const day = 86_400_000
let data: Folder
let central: Central
let kiosk: Kiosk | null = null
let host: MemoryHost
let moved = 0
let codes: string[] = []

const state = (): string => join(data.path, 'kiosk')
const secrets = () => fileStore({ folder: join(state(), 'secrets'), training: true })
const device = (): DeviceFile => v.parse(DeviceFile, JSON.parse(readFileSync(join(state(), 'device.json'), 'utf8')))

/** The kiosk looks again after a second instead of fifteen; everything else waits as long as it does. */
const clock: Clock = {
  ...realClock,
  after: (wait, action) => realClock.after(wait === lookAgain ? 1_000 : wait, action),
}

async function startCentral(recoverDays = 90): Promise<void> {
  central = await training(join(data.path, 'central'), { now: () => new Date(Date.now() + moved), recoverDays })
}

async function start(): Promise<Kiosk> {
  host = new MemoryHost()
  kiosk = await startKiosk({
    host,
    state: state(),
    central: central.kiosk,
    enrolmentCode: central.enrolmentCode,
    secrets: () => Promise.resolve(secrets()),
    clock,
    log: (event, fields) => void codes.push(`${event} ${fields?.code ?? ''}`),
  })
  return kiosk
}

const closedFor = (running: Kiosk): OutOfService | null => running.health().outOfService
const inService = (running: Kiosk): Promise<void> =>
  until('in service', () => running.health().frontReady && closedFor(running) === null, 30_000)

async function stop(): Promise<void> {
  await kiosk?.close()
  kiosk = null
}

async function visit(running: Kiosk): Promise<void> {
  const pair = host.front
  pair.renderer({ type: 'activate' })
  await until('begun', () => pair.toSession.some(({ type }) => type === 'begin'))
  pair.renderer({ type: 'stop' })
  await until('over', () => !running.health().visit && running.health().frontReady)
}

async function open(recoverDays?: number): Promise<Kiosk> {
  moved = 0
  codes = []
  data = folder()
  await startCentral(recoverDays)
  const running = await start()
  await inService(running)
  return running
}

afterEach(async () => {
  await stop()
  await central.close()
  data.remove()
})

describe('machine 2: keys of a kiosk', () => {
  it('are renewed at half of their life; the journal goes on under the next D-log and verifies as a whole', async () => {
    await visit(await open())
    const before = device()
    await stop()
    moved = 0.55 * lifetimes.deviceKeys
    const running = await start()
    await until('renewed', () => device().account !== before.account, 30_000)
    await inService(running)
    await visit(running)
    expect(device()).toMatchObject({ previous: before.account, pastLog: { length: 1 }, device: before.device })
    await until(
      'used',
      async () => (await central.deviceTable.find(before.device))?.sealChain === device().sealChain,
      30_000,
    )
    await stop()
    const lines = readFileSync(join(state(), 'journal.jwsl'), 'latin1').trim().split('\n')
    const keys = await readDeviceKeys(secrets(), device().account)
    const trusted = await Trusted.open({ state: state(), device: device() })
    if (keys === null || trusted === null) throw new Error('no keys')
    expect(await checkJournal(lines, ...logKeys(trusted, keys))).toMatchObject({ ok: true, entries: { length: 4 } })
    expect(await checkJournal(lines, keys.log.public)).toMatchObject({ ok: false, line: 1 })
    // The keys before stay until the next renewal, and no longer.
    expect(readdirSync(join(state(), 'secrets'))).toHaveLength(6)
  }, 60_000)

  it('that ended while it was away for 40 days keep nobody out: it comes back by itself and starts visits', async () => {
    await open()
    const before = device()
    await stop()
    moved = 40 * day
    const running = await start()
    await inService(running)
    expect(device().account).not.toBe(before.account)
    await visit(running)
  }, 60_000)

  it('that ended longer ago than the hospital says wait for a person, who is enough', async () => {
    await open(5)
    await stop()
    moved = 40 * day
    const running = await start()
    await until('waits', () => closedFor(running) === 'approvalNeeded', 30_000)
    const [waiting] = await central.kiosksToApprove()
    expect(waiting).toBe(device().device)
    if (waiting !== undefined) await central.approveKiosk(waiting)
    await inService(running)
    await visit(running)
  }, 90_000)

  it('are never renewed for a withdrawn kiosk', async () => {
    await open()
    const before = device()
    await central.deviceTable.withdraw(before.device, new Date())
    await stop()
    moved = 40 * day
    const running = await start()
    await until('refused', () => codes.includes('alarm keys-refused'), 30_000)
    await until('closed', () => closedFor(running) === 'centralDown')
    expect(device().account).toBe(before.account)
  }, 60_000)

  it('that a central brought back to yesterday does not know are replaced by proof of the ones before', async () => {
    await open()
    const before = device()
    await stop()
    moved = 0.55 * lifetimes.deviceKeys
    let running = await start()
    await until('renewed', () => device().account !== before.account, 30_000)
    await inService(running)
    const renewed = device().account
    await until(
      'used',
      async () => (await central.deviceTable.find(before.device))?.sealChain === device().sealChain,
      30_000,
    )
    await stop()
    // Yesterday's database: it has never heard of the new set.
    databaseOf(central).exec('DELETE FROM device_keys WHERE serial = (SELECT max(serial) FROM device_keys)')
    databaseOf(central).exec('UPDATE device_keys SET replaced_at = NULL')
    running = await start()
    await inService(running)
    expect(device().account).not.toBe(renewed)
  }, 90_000)
})

describe('machine 2: no visit starts that could not be sealed until its longest end', () => {
  it('holds the certificate against the key, the authority and the four hours', async () => {
    await open()
    const keys = await readDeviceKeys(secrets(), device().account)
    const trusted = await Trusted.open({ state: state(), device: device() })
    if (keys === null || trusted === null) throw new Error('no keys')
    const means = { sealChain: device().sealChain, key: keys.seal.public, sealCa: trusted.keyset.keyset.sealCa }
    const from = Date.now()
    const until_ = from + longestVisit
    expect(sealable(means, { from, until: until_ })).toBe(true)
    expect(sealable({ ...means, key: keys.log.public }, { from, until: until_ })).toBe(false)
    expect(sealable({ ...means, sealCa: trusted.keyset.keyset.tlsCa }, { from, until: until_ })).toBe(false)
    expect(sealable({ ...means, sealChain: '' }, { from, until: until_ })).toBe(false)
    const end = from + lifetimes.deviceKeys
    expect(sealable(means, { from: end - longestVisit - 60_000, until: end - 60_000 })).toBe(true)
    expect(sealable(means, { from: end - longestVisit + 60_000, until: end + 60_000 })).toBe(false)
  }, 60_000)
})
