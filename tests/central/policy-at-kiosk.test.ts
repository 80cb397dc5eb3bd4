/** The real supervisor and the session's real check against the real central: rules that do not hold, and restarts. */
import { readFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { trainingPolicy } from '../../central/published/content/content.ts'
import { houseKey, newPrivateJwk, signClaims } from '../../central/keys/house-key.ts'
import { domstad } from '../../tools/rules/hospitals.ts'
import { realClock } from '../../main/clock/clock.ts'
import type { Clock } from '../../main/clock/clock.ts'
import { DeviceFile } from '../../main/trust/device-file.ts'
import { startKiosk } from '../../main/kiosk.ts'
import type { Kiosk } from '../../main/kiosk.ts'
import { fileStore } from '../../main/secrets/file-store.ts'
import { verifyTrust } from '../../session/arm/trust.ts'
import { MemoryHost, visitKey } from '../main/support/memory-host.ts'
import type { MemoryPair } from '../main/support/memory-host.ts'
import { until } from '../main/support/until.ts'
import { folder, publish, training } from './support/kiosk.ts'
import type { Folder } from './support/kiosk.ts'

let data: Folder
let central: Central
let kiosk: Kiosk
let host: MemoryHost
let lines: string[]
/** Called when a pair was armed, before the session looks. */
let armed: () => Promise<void> = () => Promise.resolve()

/** Waits of the kiosk's own are a tenth as long. */
const hasty: Clock = { ...realClock, after: (milliseconds, act) => realClock.after(Math.ceil(milliseconds / 10), act) }
const state = () => join(data.path, 'kiosk')

/** The session's own code decides what it is armed with. */
async function answer(pair: MemoryPair): Promise<void> {
  const arm = pair.toSession.find((message) => message.type === 'arm')
  if (arm?.type !== 'arm') throw new Error('not armed')
  await armed()
  const trusted = await verifyTrust(arm, arm.time.at)
  if (pair.destroyed) return
  pair.session(typeof trusted === 'string' ? { type: 'armRefused', reason: trusted } : { type: 'ready', key: visitKey })
}

async function start(): Promise<void> {
  host = new MemoryHost()
  host.answerArm = (pair) => void answer(pair)
  kiosk = await startKiosk({
    host,
    state: state(),
    central: central.kiosk,
    enrolmentCode: central.enrolmentCode,
    secrets: () => Promise.resolve(fileStore({ folder: join(state(), 'secrets'), training: true })),
    clock: hasty,
    log: (event, fields) => void lines.push(`${event} ${fields?.code ?? ''}`),
  })
}
const says = (what: string | null) =>
  until(String(what), () => kiosk.health().outOfService === what && (what !== null || kiosk.health().frontReady))
const seen = () => v.parse(DeviceFile, JSON.parse(readFileSync(join(state(), 'device.json'), 'utf8'))).policySeen

/** The central gives other content than it made: what somebody with the content key, or with its disk, could do. */
async function serve(policy: unknown, key = central.house.content): Promise<void> {
  const { bundle } = central.content
  const version = bundle.version + 100 + lines.length
  const jws = await signClaims({ key, typ: 'balie-content+jwt', claims: { ...bundle, version, policy } })
  Object.defineProperty(central.content, 'jws', { get: () => jws, configurable: true })
  for (const { device } of await central.devices.list())
    await central.devices.command(device, { type: 'newContent', version })
}

beforeEach(async () => {
  data = folder()
  lines = []
  armed = () => Promise.resolve()
  central = await training(join(data.path, 'central'))
  await publish(central, trainingPolicy)
  await start()
  await says(null)
}, 120_000)
afterEach(async () => {
  await kiosk.close()
  await central.close()
  data.remove()
})

describe('a kiosk that serves under version 2', () => {
  it('keeps the number over a restart and refuses version 1 of newer content, until newer rules come', async () => {
    await until('kept', () => seen()?.version === 2)
    await kiosk.close()
    await start()
    await says(null)
    await serve({ ...trainingPolicy, version: 1 })
    await says('policyOlder')
    expect(host.front.toRenderer.at(-1)).toMatchObject({ type: 'attract', outOfService: 'policyOlder' })
    expect(lines).toContain('pairFailed arm-policyOlder')
    host.front.renderer({ type: 'activate' })
    expect(kiosk.health().visit).toBe(false)
    // The desk hears it in the heartbeat.
    await until('told', async () => (await central.devices.list())[0]?.outOfService === 'policyOlder')

    // A restart is no way around it, nor is losing the cached content.
    await kiosk.close()
    await rm(join(state(), 'content.jws'))
    await start()
    await says('policyOlder')
    await serve({ ...trainingPolicy, version: 3 })
    await says(null)
    await until('raised', () => seen()?.version === 3)
  }, 120_000)

  const { times: _, ...withoutTimes } = trainingPolicy
  it.each([
    ['another hospital’s rules', { ...domstad, version: 9 }, 'policyOtherHospital'],
    ['a part of the rules', { ...withoutTimes, version: 9 }, 'policyIncomplete'],
    ['rules with an unknown cell', { ...trainingPolicy, version: 9, more: 1 }, 'policyIncomplete'],
    ['no rules', null, 'policyIncomplete'],
    ['rules of a later day', { ...trainingPolicy, version: 9, validFrom: '2099-01-01' }, 'policyNotYetValid'],
  ])(
    'goes out of service for %s, after a restart too, and remembers nothing of them',
    async (_name, policy, expected) => {
      await serve(policy)
      await says(expected)
      await kiosk.close()
      await start()
      await says(expected)
      expect(seen()).toEqual({ hospital: 'de-brug', version: 2 })
      await serve({ ...trainingPolicy, version: 3 })
      await says(null)
    },
    120_000,
  )

  it('does not take content that another key signed, and goes on under what it has', async () => {
    await serve({ ...trainingPolicy, version: 9 }, await houseKey(await newPrivateJwk(), 'ES256'))
    await until('refused', () => lines.includes('content refused'))
    expect(kiosk.health()).toMatchObject({ outOfService: null, frontReady: true })
    expect(seen()).toEqual({ hospital: 'de-brug', version: 2 })
  }, 120_000)

  it('begins no visit under rules whose number it could not keep', async () => {
    const broken = async (): Promise<void> => {
      await rm(join(state(), 'device.json'))
      await mkdir(join(state(), 'device.json', 'in the way'), { recursive: true })
    }
    // Once, and whichever pair is armed next waits for it.
    let breaking: Promise<void> | null = null
    armed = () => (breaking ??= broken())
    const before = lines.length
    await publish(central, trainingPolicy)
    await until('alarm', () => lines.slice(before).includes('alarm policy-floor-failed'))
    await says(null)
    host.front.renderer({ type: 'activate' })
    await until('refused', () => lines.includes('alarm begin-failed'))
    expect(kiosk.health().visit).toBe(false)
  }, 120_000)
})
