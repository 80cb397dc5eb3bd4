/** A kiosk has power over its own visits and envelopes, and over nothing of another kiosk's. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import type { VisitId } from '../../domain/ids.ts'
import { EnvelopeId } from '../../domain/ids.ts'
import { ask, enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { deliver, makeEnvelope } from './support/visit.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
let hostile: TestKiosk
beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
  hostile = await enrolKiosk(central)
})
afterAll(async () => {
  await central.close()
  data.remove()
})

async function report(by: TestKiosk, body: object): Promise<number> {
  const headers = { authorization: `Bearer ${await by.token()}` }
  return (await ask(central, { method: 'POST', path: '/device/reports', body: JSON.stringify(body), headers })).status
}
const stateOf = async (visit: VisitId) => (await central.visits.find(visit))?.record.state

it('machine 6: a kiosk that names the visit of another and leaves it does not end it', async () => {
  const { visit } = await makeEnvelope(central, data.path, kiosk)
  expect(await stateOf(visit)).toBe('bound')
  expect(await report(hostile, { type: 'step', visit, step: 'review' })).toBe(204)
  expect(await report(hostile, { type: 'step', visit: null, step: 'attract' })).toBe(204)
  expect(await stateOf(visit)).toBe('bound')
  // Its own kiosk ends it by leaving.
  expect(await report(kiosk, { type: 'step', visit, step: 'review' })).toBe(204)
  expect(await report(kiosk, { type: 'step', visit: null, step: 'attract' })).toBe(204)
  expect(await stateOf(visit)).toBe('ended')
})

it('machine 6: whoever puts an id first does not own it', async () => {
  const { id, jwe } = await makeEnvelope(central, data.path, kiosk, { applicant: 'motherOfDouble', child: 'double' })
  expect((await deliver(central, hostile, id, 'garbage')).status).toBe(201)
  expect((await central.ledger.find(id))?.device).toBe(hostile.device)
  expect((await deliver(central, kiosk, id, jwe)).status).toBe(201)
  expect(await central.ledger.find(id)).toMatchObject({ reason: null, device: kiosk.device })
  // Both keep their own word for ever.
  expect((await deliver(central, hostile, id, 'garbage')).status).toBe(200)
  expect((await deliver(central, kiosk, id, jwe)).status).toBe(200)
  expect((await deliver(central, hostile, id, jwe)).status).toBe(409)
})

it('machine 6: the same holds for ids that nobody uses yet', async () => {
  const id = v.parse(EnvelopeId, randomUUID())
  expect((await deliver(central, hostile, id, 'x')).status).toBe(201)
  expect((await deliver(central, kiosk, id, 'y')).status).toBe(201)
})
