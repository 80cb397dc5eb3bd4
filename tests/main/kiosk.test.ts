import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { Sha256 } from '../../domain/ids.ts'
import { startKiosk, type Kiosk } from '../../main/kiosk.ts'
import { fileStore } from '../../main/secrets/file-store.ts'
import { makeEnvelope, startFakeCentral, type FakeCentral } from './support/fake-central.ts'
import { MemoryHost } from './support/memory-host.ts'
import { until } from './support/until.ts'

let state: string
let central: FakeCentral
let kiosk: Kiosk | null = null
let lines: string[] = []

const log = (event: string, fields: object = {}) => void lines.push(JSON.stringify({ event, ...fields }))
async function start(host: MemoryHost, options: { code?: string } = {}): Promise<Kiosk> {
  kiosk = await startKiosk({
    host,
    state,
    central: central.url,
    enrolmentCode: options.code ?? central.code,
    secrets: () => Promise.resolve(fileStore({ folder: join(state, 'secrets'), training: true })),
    log,
  })
  return kiosk
}

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'balie-kiosk-'))
  central = await startFakeCentral()
  lines = []
})
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
  await central.close()
  await rm(state, { recursive: true, maxRetries: 10 })
})

const sealedBytes = 'the signed byte ranges of a document'
const sealedDigest = v.parse(Sha256, createHash('sha256').update(sealedBytes).digest('base64url'))

/** OpenSSL, which is not ours, finds the seal good under the hospital's own CA. */
async function expectSealed(cms: string): Promise<void> {
  const file = (name: string) => join(state, name)
  await writeFile(file('seal.der'), Buffer.from(cms, 'base64'))
  await writeFile(file('content'), sealedBytes)
  await writeFile(file('ca.pem'), central.sealCa)
  const names = ['-in', file('seal.der'), '-content', file('content'), '-CAfile', file('ca.pem'), '-out', '/dev/null']
  const found = spawnSync('openssl', [
    'cms',
    '-verify',
    '-cades',
    '-binary',
    '-inform',
    'DER',
    '-purpose',
    'any',
    ...names,
  ])
  expect(found.stderr.toString()).toContain('CAdES Verification successful')
}

describe('a kiosk with a code', () => {
  it('enrols, signs an envelope, delivers it and wipes', async () => {
    const host = new MemoryHost()
    const running = await start(host)
    await until('in service', () => running.health().frontReady && running.health().outOfService === null)
    const pair = host.front
    pair.renderer({ type: 'activate' })
    await until('visit', () => running.health().visit && pair.toRenderer.some(({ type }) => type === 'visit'))
    expect(pair.connected).toBe(1)
    const begin = pair.toSession.find(({ type }) => type === 'begin')
    expect(begin).toBeDefined()
    const { id, jwe } = await makeEnvelope({ key: central.intakeKey })
    pair.session({ type: 'step', step: 'sealing' })
    pair.session({ type: 'seal', envelope: id, sha256: sealedDigest })
    await until('sealed', () => pair.toSession.some(({ type }) => type === 'sealed'))
    const sealed = pair.toSession.find((message) => message.type === 'sealed')
    await expectSealed(sealed?.type === 'sealed' ? sealed.cms : '')
    pair.session({ type: 'store', envelope: id, jwe })
    await until('durable', () => pair.toSession.some(({ type }) => type === 'durable'))
    pair.session({ type: 'step', step: 'done' })
    await until('delivered', () => central.stored.has(id))
    await until('told', () =>
      pair.toSession.some((message) => message.type === 'delivery' && message.state === 'stored'),
    )
    expect(running.health().waiting).toBe(0)
    pair.renderer({ type: 'finish' })
    await until('wiped', () => !running.health().visit && running.health().lastWipe?.end === 'done')
    await until('next', () => running.health().frontReady)
    expect(host.front).not.toBe(pair)
    expect(pair.destroyed).toBe(true)
    expect(lines.filter((line) => line.includes('"event":"step"')).length).toBe(2)
    await running.close()
    const health: unknown = JSON.parse(await readFile(join(state, 'health.json'), 'utf8'))
    expect(health).toMatchObject({
      lastWipe: { end: 'done', verified: true },
      visit: false,
      waiting: 0,
      step: 'attract',
    })
  })
})
