/** Main and time: it asks the authority that the policy names, believes only what holds, and nobody waits for it. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { sealRoom } from '../../domain/contract/control/seal-room.ts'
import { Sha256 } from '../../domain/ids.ts'
import { startKiosk, type Kiosk } from '../../main/kiosk.ts'
import { timeStampPatience } from '../../main/custody/seal/ask-for-time.ts'
import { buildCms } from '../../main/custody/seal/build-cms.ts'
import { softwareSealKey } from '../../main/custody/seal/seal-key.ts'
import { requestTimeStamp } from '../../main/custody/seal/time-stamp.ts'
import { fileStore } from '../../main/secrets/file-store.ts'
import { oddAuthority } from '../document/odd-authority.ts'
import { makeTrainingCa } from '../document/training-ca.ts'
import { makeEnvelope, startFakeCentral, type FakeCentral } from './support/fake-central.ts'
import { MemoryHost } from './support/memory-host.ts'
import { until } from './support/until.ts'

type Authority = Awaited<ReturnType<typeof oddAuthority>>

let honest: Authority
let state: string
let central: FakeCentral
let kiosk: Kiosk | null = null
const lines: { event: string; code?: string; milliseconds?: number }[] = []
const digest = v.parse(Sha256, createHash('sha256').update('a document').digest('base64url'))

/** A kiosk whose policy names the authority at its central, or none; `meanwhile` happens during the visit. */
async function sealOnce(
  named = true,
  meanwhile: (running: Kiosk) => Promise<void> = () => Promise.resolve(),
): Promise<{ readonly cms: Buffer; readonly milliseconds: number }> {
  if (named) await central.publish({ policy: { timeStamp: { address: `${central.url}/tsa` } } })
  const host = new MemoryHost()
  lines.length = 0
  kiosk = await startKiosk({
    host,
    state,
    central: central.url,
    enrolmentCode: central.code,
    secrets: () => Promise.resolve(fileStore({ folder: join(state, 'secrets'), training: true })),
    log: (event, fields = {}) => void lines.push({ event, ...fields }),
  })
  const running = kiosk
  await until('in service', () => running.health().frontReady && running.health().outOfService === null)
  const pair = host.front
  pair.renderer({ type: 'activate' })
  await until('visit', () => running.health().visit && pair.toRenderer.some(({ type }) => type === 'visit'))
  await meanwhile(running)
  const { id } = await makeEnvelope({ key: central.intakeKey })
  pair.session({ type: 'step', step: 'sealing' })
  const asked = performance.now()
  pair.session({ type: 'seal', envelope: id, sha256: digest })
  await until('sealed', () => pair.toSession.some(({ type }) => type === 'sealed'))
  const milliseconds = performance.now() - asked
  const sealed = pair.toSession.find((message) => message.type === 'sealed')
  return { cms: Buffer.from(sealed?.type === 'sealed' ? sealed.cms : '', 'base64'), milliseconds }
}

/** DER of id-aa-timeStampToken, 1.2.840.113549.1.9.16.2.14. */
const oid = Buffer.from('060b2a864886f70d010910020e', 'hex')
const code = (): string | undefined => lines.find(({ event }) => event === 'timeStamp')?.code

beforeAll(async () => {
  honest = await oddAuthority()
})
async function open(): Promise<void> {
  state = await mkdtemp(join(tmpdir(), 'balie-time-'))
  central = await startFakeCentral({ timeCa: honest.rootPem })
}
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
  await central.close()
  await rm(state, { recursive: true, maxRetries: 10 })
})

describe('a seal', () => {
  it('carries a time stamp when the policy names an authority, and only then is one asked', async () => {
    await open()
    central.time = honest.post
    const { cms } = await sealOnce()
    expect(code()).toBe('given')
    expect(cms.includes(oid)).toBe(true)
    expect(cms.length).toBeLessThanOrEqual(sealRoom)
  })

  it('asks nobody when the policy names none', async () => {
    await open()
    central.time = honest.post
    const { cms } = await sealOnce(false)
    expect([code(), cms.includes(oid)]).toEqual([undefined, false])
    expect(central.requests.some(({ path }) => path === '/tsa')).toBe(false)
  })

  it('does not wait for an authority that does not answer', async () => {
    await open()
    const { cms, milliseconds } = await sealOnce()
    expect([code(), cms.includes(oid), cms.length > 500]).toEqual(['unreachable', false, true])
    expect(milliseconds).toBeGreaterThan(1800)
    expect(milliseconds).toBeLessThan(10_000)
    expect(timeStampPatience).toBe(2000)
  })

  /** A new keyset that the kiosk has taken while the visit goes on. */
  const taken = (change: Parameters<FakeCentral['publishKeyset']>[0]) => async (): Promise<void> => {
    await central.publishKeyset(change)
    await until('taken', () => lines.some((line) => line.event === 'keyset' && line.code === 'taken'))
  }

  it('goes without when the hospital changes whom it believes about time during a visit', async () => {
    await open()
    const other = await oddAuthority()
    // The session would refuse a stamp of the new authority, the central one of the old.
    for (const authority of [other, honest]) {
      central.time = authority.post
      const { cms } = await sealOnce(true, taken({ timeCa: other.rootPem }))
      expect([cms.includes(oid), cms.length > 500]).toEqual([false, true])
      await kiosk?.close()
      await central.close()
      await rm(state, { recursive: true, maxRetries: 10 })
      await open()
    }
  })

  it('keeps its time where the new keyset believes the same authority beside another', async () => {
    await open()
    central.time = honest.post
    const both = `${(await oddAuthority()).rootPem}\n${honest.rootPem}`
    const { cms } = await sealOnce(true, taken({ timeCa: both }))
    expect([code(), cms.includes(oid)]).toEqual(['given', true])
  })

  const wrong: Record<string, () => Promise<readonly [FakeCentral['time'], string]>> = {
    'another authority': async () => [(await oddAuthority()).post, 'notBelieved'],
    'a web page': () => Promise.resolve([() => Promise.resolve(Buffer.from('<html>')), 'malformed']),
    'a rejection': () => Promise.resolve([() => honest.post(new Uint8Array(3)), 'rejected']),
    'an answer to another question': async () => {
      const query = await queryOf()
      return [() => honest.post(query), 'otherImprint']
    },
  }
  for (const [name, way] of Object.entries(wrong))
    it(`goes without after ${name}`, async () => {
      await open()
      const [time, expected] = await way()
      central.time = time
      const { cms } = await sealOnce()
      expect([code(), cms.includes(oid), cms.length > 500]).toEqual([expected, false, true])
    })

  const odd = {
    'a certificate that had ended': [{ issued: -1500 }, 'notBelieved'],
    'a certificate for servers too': [{ usage: { purposes: ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.1'], critical: true } }, 'notBelieved'],
    'a clock of yesterday': [{ issued: -5, clock: -1 }, 'otherTime'],
  } as const // prettier-ignore
  for (const [name, [options, expected]] of Object.entries(odd))
    it(`goes without from an authority with ${name}`, async () => {
      const authority = await oddAuthority(options)
      state = await mkdtemp(join(tmpdir(), 'balie-time-'))
      central = await startFakeCentral({ timeCa: authority.rootPem })
      central.time = authority.post
      const { cms } = await sealOnce()
      expect([code(), cms.includes(oid), cms.length > 500]).toEqual([expected, false, true])
    })
})

it('a token that does not fit the document’s place for the seal is left out', async () => {
  await open()
  const ca = makeTrainingCa()
  const key = softwareSealKey({ pkcs8: ca.key, chain: [ca.leaf, ca.root] })
  const ask = (bytes: number) => () => Promise.resolve(Buffer.concat([Buffer.from([0x30, 0x82, bytes >> 8, bytes & 255]), Buffer.alloc(bytes)])) // prettier-ignore
  const small = await buildCms({ digest: new Uint8Array(32), ...key, timeStamp: ask(2000) })
  const large = await buildCms({ digest: new Uint8Array(32), ...key, timeStamp: ask(4500) })
  expect([small.length > 3000, Buffer.from(small).includes(oid)]).toEqual([true, true])
  expect([large.length < 1600, Buffer.from(large).includes(oid)]).toEqual([true, false])
})

/** A query that the kiosk did not ask. */
async function queryOf(): Promise<Uint8Array> {
  let query = new Uint8Array()
  await requestTimeStamp({
    imprint: new Uint8Array(32),
    post: (bytes) => ((query = new Uint8Array(bytes)), Promise.reject(new Error('not sent'))),
  })
  return query
}
