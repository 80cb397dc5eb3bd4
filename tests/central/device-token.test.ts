/** How often a kiosk gets a device token: a burst is fine, a flood waits, and nobody can make another one wait. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { deviceTokenRate } from '../../central/kiosk-api/channel/routes.ts'
import { ask, enrolKiosk, folder, newPair, tokenRequest, training } from './support/kiosk.ts'
import type { Folder } from './support/kiosk.ts'

let data: Folder
let central: Central
let shift = 0

beforeAll(async () => {
  data = folder()
  // The clock stands still but for what the test moves.
  const began = Date.now()
  central = await training(data.path, { now: () => new Date(began + shift) })
})
afterAll(async () => {
  await central.close()
  data.remove()
})

it('is limited per kiosk, says how long to wait, and gives one after the pause', { timeout: 60_000 }, async () => {
  const kiosk = await enrolKiosk(central)
  const other = await enrolKiosk(central)
  const stranger = await newPair()
  const asked = async (by = kiosk, key = kiosk.auth) => await ask(central, tokenRequest(await by.assertion({ key })))
  for (let n = 0; n < 5; n += 1) expect((await asked(kiosk, stranger)).status).toBe(401)
  for (let n = 0; n < deviceTokenRate.burst; n += 1) expect([n, (await asked()).status]).toEqual([n, 200])
  const refused = await asked()
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, String(deviceTokenRate.every / 1000)])
  expect(JSON.parse(refused.body)).toEqual({ type: 'busy', status: 429 })
  expect((await asked(other, other.auth)).status).toBe(200)
  shift = deviceTokenRate.every
  expect((await asked()).status).toBe(200)
})
