/** The room for what is kept apart: one kiosk's share, the oldest stay, and an honest form always gets in. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { limits } from '../../domain/limits.ts'
import { quarantineFullStatus } from '../../domain/contract/envelope/receipt.ts'
import { EnvelopeId } from '../../domain/ids.ts'
import { ask, enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { makeEnvelope } from './support/visit.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const fresh = () => v.parse(EnvelopeId, randomUUID())
async function put(token: string, id: EnvelopeId, body: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  return (await ask(central, { method: 'PUT', path: `/intake/envelopes/${id}`, body, headers })).status
}

it('machine 4: a kiosk that floods the central fills its own share and nothing more; honest forms still get in', async () => {
  const token = await kiosk.token()
  const first = fresh()
  expect(await put(token, first, 'garbage')).toBe(201)
  const { envelopes, bytes } = limits.quarantine
  const large = 'x'.repeat(8 * 1024 * 1024)
  let status = 201
  let sent = 0
  while (status === 201 && sent * large.length <= bytes + large.length) {
    status = await put(token, fresh(), large)
    sent += 1
  }
  expect(status).toBe(quarantineFullStatus)
  expect((await central.ledger.apartOf(kiosk.device)).bytes).toBeLessThanOrEqual(bytes)
  // The oldest stay, with their word: the same bytes get the same answer.
  expect(await put(token, first, 'garbage')).toBe(200)
  // Small ones still fit, up to their number.
  const one = fresh()
  expect(await put(token, one, 'small')).toBe(201)
  expect((await central.ledger.apartOf(kiosk.device)).envelopes).toBeLessThanOrEqual(envelopes)

  const honest = await makeEnvelope(central, data.path, kiosk)
  expect(await put(token, honest.id, honest.jwe)).toBe(201)
  expect((await central.ledger.find(honest.id))?.reason).toBeNull()

  // Another kiosk has its own share.
  const other = await enrolKiosk(central)
  expect(await put(await other.token(), fresh(), 'garbage')).toBe(201)
  // What was refused for want of room was not kept, and may come again: nothing says that it was received.
  const late = fresh()
  expect(await put(token, late, large)).toBe(quarantineFullStatus)
  expect(await central.ledger.find(late)).toBeNull()
})

it('machine 4: the number of what is kept apart of a kiosk is bounded too', async () => {
  const many = await enrolKiosk(central)
  const token = await many.token()
  for (let n = 0; n < limits.quarantine.envelopes; n += 1) expect(await put(token, fresh(), `small ${n}`)).toBe(201)
  expect(await put(token, fresh(), 'one more')).toBe(quarantineFullStatus)
  expect((await central.ledger.apartOf(many.device)).envelopes).toBe(limits.quarantine.envelopes)
})
