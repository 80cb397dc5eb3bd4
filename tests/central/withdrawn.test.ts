/** A kiosk that was stolen or discarded: it reads nothing more from the moment that somebody says so. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { deviceEvents } from '../../central/kiosk-api/channel/events.ts'
import { ask, enrolKiosk, folder, tokenRequest, training } from './support/kiosk.ts'
import type { Folder } from './support/kiosk.ts'
import { deliver, makeEnvelope } from './support/visit.ts'

let data: Folder
let central: Central
beforeAll(async () => {
  data = folder()
  central = await training(data.path)
})
afterAll(async () => {
  await central.close()
  data.remove()
})

it('machine 2: a withdrawn kiosk loses its visits, its stream and its tokens at once; another one keeps all', async () => {
  const [kiosk, other] = [await enrolKiosk(central), await enrolKiosk(central)]
  const child = { applicant: 'motherOfDouble', child: 'double' } as const
  const [envelope, stays] = [
    await makeEnvelope(central, data.path, kiosk),
    await makeEnvelope(central, data.path, other, child),
  ]
  const token = await kiosk.token()
  const { devices } = central
  const { signal } = new AbortController()
  const events = deviceEvents({ devices, device: kiosk.device, now: () => new Date(), gone: signal })
  expect(await central.withdrawKiosk(kiosk.device)).toBe(true)
  // The stream ends by itself.
  expect(await events.text()).toContain('"type":"time"')
  expect(await devices.command(kiosk.device, { type: 'newContent', version: 1 })).toBe(false)
  expect((await central.visits.find(envelope.visit))?.record.state).toBe('ended')
  expect((await central.visits.find(stays.visit))?.record.state).toBe('bound')
  const headers = { authorization: `Bearer ${token}` }
  expect((await ask(central, { method: 'GET', path: '/device/content', headers })).status).toBe(401)
  expect((await ask(central, tokenRequest(await kiosk.assertion()))).status).toBe(401)
  expect((await deliver(central, other, stays.id, stays.jwe)).status).toBe(201)
  expect((await devices.list()).map(({ device }) => device)).toEqual([other.device])
  expect(await central.withdrawKiosk(kiosk.device)).toBe(false)
})
