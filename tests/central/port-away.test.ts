/** A port that cannot answer now says nothing of an envelope: it waits on its kiosk, and is stored when it comes again. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import type { SqliteStores } from '../../central/store/sqlite/stores.ts'
import { ask, enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { makeEnvelope } from './support/visit.ts'
import { failing } from './store-contract/failing.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
const away = { in: Infinity }
beforeAll(async () => {
  data = folder()
  central = await training(data.path, { around: (stores: SqliteStores) => failing(stores, away) })
  kiosk = await enrolKiosk(central)
})
afterAll(async () => {
  await central.close()
  data.remove()
})

it('whichever operation is away once, the envelope is not kept apart, and is stored at the end', async () => {
  const { id, jwe } = await makeEnvelope(central, data.path, kiosk)
  const authorization = `Bearer ${await kiosk.token()}`
  const put = async (): Promise<number> =>
    (await ask(central, { method: 'PUT', path: `/intake/envelopes/${id}`, body: jwe, headers: { authorization } }))
      .status
  const answers: number[] = []
  for (let operation = 0; operation < 60 && !answers.includes(201); operation += 1) {
    away.in = operation
    answers.push(await put())
    away.in = Infinity
    if (!answers.includes(201)) expect(await central.ledger.find(id)).toBeNull()
  }
  // A token that cannot be looked up is asked for anew.
  expect(answers.at(-1)).toBe(201)
  expect(answers.slice(0, -1).every((status) => status === 503 || status === 401)).toBe(true)
  expect(answers.filter((status) => status === 503).length).toBeGreaterThan(8)
  expect((await central.ledger.find(id))?.reason).toBeNull()
}, 60_000)
