import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { EnvelopeId, Sha256 } from '../../domain/ids.ts'
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
    secrets: fileStore({ folder: join(state, 'secrets'), training: true }),
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
  await rm(state, { recursive: true })
})

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
    pair.session({ type: 'seal', envelope: id, sha256: v.parse(Sha256, 'A'.repeat(43)) })
    await until('sealed', () => pair.toSession.some(({ type }) => type === 'sealed'))
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
    const health = JSON.parse(await readFile(join(state, 'health.json'), 'utf8'))
    expect(health.lastWipe.end).toBe('done')
    void randomUUID
    void EnvelopeId
  })
})
