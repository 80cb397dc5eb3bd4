/** One envelope that the central never has done with must not hold up the others. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPair, exportJWK, SignJWT } from 'jose'
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as v from 'valibot'
import { EnvelopeId, PublicJwk } from '../../domain/ids.ts'
import { realClock } from '../../main/clock/clock.ts'
import { realDisk } from '../../main/custody/outbox/disk.ts'
import { Outbox } from '../../main/custody/outbox/outbox.ts'
import { Courier } from '../../main/line/courier/courier.ts'
import type { IntakeReply } from '../../main/line/courier/judge.ts'
import { until } from './support/until.ts'

let state: string
let outbox: Outbox
let courier: Courier | null = null
const kid = 'k'
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'balie-stuck-'))
  outbox = await Outbox.open({ folder: state, disk: realDisk, alarm: () => undefined })
})
afterEach(async () => {
  await courier?.close()
  await outbox.close()
  await rm(state, { recursive: true })
})

async function keep(): Promise<EnvelopeId> {
  const id = v.parse(EnvelopeId, randomUUID())
  const epk = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }
  const header = { alg: 'ECDH-ES', enc: 'A256GCM', typ: 'balie-envelope', kid, id, kind: 'form', epk }
  const jwe = `${Buffer.from(JSON.stringify(header)).toString('base64url')}..aa.bb.cc`
  expect((await outbox.append({ id, jwe, intakeKids: new Set([kid]) })).kind).toBe('durable')
  return id
}

/** A central that fails over these ids, however often they come, and takes all others. */
async function run(fails: (id: EnvelopeId, tries: number) => number | null) {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const { kty, crv, x, y } = await exportJWK(publicKey)
  const asked: EnvelopeId[] = []
  const delivered: EnvelopeId[] = []
  const alarms: string[] = []
  const waiting = new Map(outbox.waiting().map((entry) => [entry.id, entry]))
  courier = new Courier({
    outbox,
    clock: realClock,
    random: () => 0.5,
    log: (event, fields) => void (event === 'alarm' && alarms.push(String(fields?.['code']))),
    receiptKeys: () => [v.parse(PublicJwk, { kty, crv, x, y })],
    onDelivery: ({ envelope, state: how }) => void (how === 'waiting' || delivered.push(envelope)),
    away: { first: 2, cap: 10 },
    refused: { first: 20, cap: 60 },
    async put({ id }): Promise<IntakeReply | null> {
      asked.push(id)
      const status = fails(id, asked.filter((one) => one === id).length)
      if (status !== null) return status === 0 ? null : { status, body: '', retryAfter: null }
      const receipt = await new SignJWT({
        result: 'stored',
        id,
        sha256: waiting.get(id)?.sha256,
        at: '2026-12-01T00:00:00Z',
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'balie-receipt+jwt' })
        .sign(privateKey)
      return { status: 201, body: JSON.stringify({ receipt }), retryAfter: null }
    },
  })
  courier.wake()
  return { asked, delivered, alarms }
}

it.each([500, 502, 503])(
  'machine 1: an envelope answered %s for ever lets the others pass, and is tried on',
  async (status) => {
    const [stuck, ...others] = [await keep(), await keep(), await keep(), await keep()]
    const { asked, delivered, alarms } = await run((id) => (id === stuck ? status : null))
    await until('the others', () => delivered.length === 3)
    expect(delivered).toEqual(others)
    expect(alarms).toContain('courier-central')
    const tries = asked.filter((id) => id === stuck).length
    await until('tried on', () => asked.filter((id) => id === stuck).length > tries)
    expect(outbox.waiting().map(({ id }) => id)).toEqual([stuck])
    expect(courier?.marked).toBe(1)
  },
)

it('machine 1: when the central has done with it after all, nothing of it is left', async () => {
  const [stuck] = [await keep(), await keep()]
  const { delivered } = await run((id, tries) => (id === stuck && tries < 8 ? 500 : null))
  await until('both', () => delivered.length === 2)
  expect(courier?.marked).toBe(0)
})

it.each([0, 429, 401])(
  'machine 1: a central that answers %s to all is away, and no envelope is marked for it',
  async (status) => {
    const ids = [await keep(), await keep()]
    const { delivered, asked } = await run((_, tries) => (tries < 9 ? status : null))
    await until('both', () => delivered.length === 2)
    expect(delivered).toEqual(ids)
    expect(asked.slice(0, 8).every((id) => id === ids[0])).toBe(true)
  },
)
