/** The access log's heads in kiosks' hands, over the wire: given with each heartbeat, brought back, and compared. */
import type { AuditEvent } from '@medplum/fhirtypes'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readHead } from '../../../central/log-chain/seal.ts'
import { folder, training } from '../support/kiosk.ts'
import { databaseOf } from '../support/database.ts'
import { beating } from './support/beating.ts'
import { line } from './support/log.ts'

const at = folder()
let central: Awaited<ReturnType<typeof training>>
beforeAll(async () => {
  central = await training(at.path)
})
afterAll(async () => {
  await central.close()
  at.remove()
})
const alarms = () =>
  (central.store.all('AuditEvent') as unknown as readonly AuditEvent[]).filter((one) =>
    (one.entity ?? []).some(({ detail }) => detail?.some(({ valueString }) => valueString === 'accessLogWentBack')),
  )

it('a heartbeat brings the newest head home, and one that is still in the log is no alarm', async () => {
  const beat = await beating(central)
  const [jws = ''] = (await beat([])).log ?? []
  const head = await readHead(jws, [central.house.receipt.public])
  expect(head).toMatchObject({ number: central.store.all('AuditEvent').length })
  if (head === null) throw new Error('no head')
  const { node, number } = head
  await central.store.create(line(new Date()))
  const next = await beat([{ node, number, head: head.head }])
  expect(await readHead(next.log?.[0] ?? '', [central.house.receipt.public])).toMatchObject({ number: number + 1 })
  expect(alarms()).toEqual([])
})

it('a head that the log does not hold is an alarm, once for each: another line, a line that was never there', async () => {
  const beat = await beating(central)
  const [jws = ''] = (await beat([])).log ?? []
  const head = await readHead(jws, [central.house.receipt.public])
  if (head === null) throw new Error('no head')
  const { node, number } = head
  const other = { node, number, head: central.house.rootThumbprint }
  await beat([other])
  await beat([other])
  expect(alarms()).toHaveLength(1)
  await beat([{ node, number: number + 1000, head: head.head }])
  expect(alarms()).toHaveLength(2)
})

it('a tail that somebody cut from the file shows at the next heartbeat, also when more was written since', async () => {
  const beat = await beating(central)
  await central.store.create(line(new Date(), randomUUID()))
  const [jws = ''] = (await beat([])).log ?? []
  const head = await readHead(jws, [central.house.receipt.public])
  if (head === null) throw new Error('no head')
  const before = alarms().length
  const database = databaseOf(central)
  for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
    database.exec(`DROP TRIGGER ${String(name)}`)
  database.exec(`DELETE FROM fhir_resources WHERE id IN (SELECT event FROM log_chain WHERE number > ${head.number - 1});
    DELETE FROM fhir_versions WHERE id IN (SELECT event FROM log_chain WHERE number > ${head.number - 1});
    DELETE FROM log_chain WHERE number > ${head.number - 1};
    UPDATE log_segments SET last = ${head.number - 1}, head = (SELECT hash FROM log_chain WHERE number = ${head.number - 1})`)
  for (let more = 0; more < 3; more += 1) await central.store.create(line(new Date()))
  await beat([{ node: head.node, number: head.number, head: head.head }])
  expect(alarms()).toHaveLength(before + 1)
})
