/** Forms from before the central knew long-term data: found at a start, whatever interrupted the start before. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { sqliteLongTerm } from '../../central/store/sqlite/long-term.ts'
import { downgrade } from './support/downgrade.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder } from './support/kiosk.ts'
import { deliver, makeEnvelope } from './support/visit.ts'
import { databaseOf } from './support/database.ts'

const day = 86_400_000
const count = 4
const hanging = fileURLToPath(new URL('support/hanging-central.ts', import.meta.url))
const away = () => Promise.reject(new Error('away'))
let old: Folder
const opened: { central: Central; folder: Folder }[] = []

/** A store as the central left it before the upgrade: forms, and no table that says what waits. */
beforeAll(async () => {
  old = folder()
  const central = await training(old.path, { postTimeQuery: away })
  const kiosk = await enrolKiosk(central)
  for (let n = 0; n < count; n += 1) {
    for (const one of central.store.all('Consent'))
      if (one.resourceType === 'Consent' && one.status === 'proposed')
        await central.store.update({ ...one, status: 'inactive' }, one.meta?.versionId ?? '')
    const { id, jwe } = await makeEnvelope(central, old.path, kiosk)
    expect((await deliver(central, kiosk, id, jwe)).status).toBe(201)
  }
  await central.close()
  downgrade(join(old.path, 'central.sqlite'), ['long_term'])
}, 60_000)
afterAll(async () => {
  for (const { central, folder: at } of opened) {
    await central.close()
    at.remove()
  }
  old.remove()
})

/** A copy of that store, so that each test upgrades for the first time. */
function upgraded(): Folder {
  const at = folder()
  cpSync(old.path, at.path, { recursive: true })
  return at
}

async function open(at: Folder, more: Parameters<typeof training>[1] = {}): Promise<Central> {
  const central = await training(at.path, more)
  opened.push({ central, folder: at })
  return central
}

const rowsOf = (database: DatabaseSync) =>
  database
    .prepare('SELECT document, file, failures FROM long_term ORDER BY rowid')
    .all()
    .map((row) => v.parse(Row, { ...row }))
const Row = v.strictObject({ document: v.string(), file: v.nullable(v.string()), failures: v.number() })
const formsOf = (central: Central): readonly string[] =>
  central.store
    .all('DocumentReference')
    .flatMap((one) =>
      one.resourceType === 'DocumentReference' && one.content[0]?.attachment.data?.startsWith('JVBER') === true
        ? [`DocumentReference/${one.id}`]
        : [],
    )

describe('forms from before the upgrade', { timeout: 60_000 }, () => {
  it('are queued at the start, the oldest first and nothing else, and get their proof', async () => {
    const central = await open(upgraded())
    await central.longTerm.sweep()
    const rows = rowsOf(databaseOf(central))
    expect(rows.map(({ document }) => document)).toEqual(formsOf(central))
    expect(rows).toHaveLength(count)
    for (const { file, failures } of rows) expect([file?.split('/')[0], failures]).toEqual(['Binary', 0])
  })

  it('are not begun again by a later start', async () => {
    const at = upgraded()
    const first = await training(at.path)
    await first.longTerm.sweep()
    const before = rowsOf(databaseOf(first))
    await first.close()
    const second = await open(at)
    await second.longTerm.sweep()
    expect(rowsOf(databaseOf(second))).toEqual(before)
    expect(second.store.all('Binary')).toHaveLength(count)
  })

  it('are all done although the central was killed while it worked on them, each once', async () => {
    const at = upgraded()
    const child = spawn(process.execPath, [hanging, at.path], { stdio: ['ignore', 'pipe', 'inherit'] })
    const gone = once(child, 'exit')
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await gone
    const looking = new DatabaseSync(join(at.path, 'central.sqlite'), { readOnly: true })
    const done = looking.prepare('SELECT count(*) AS n FROM long_term WHERE file IS NOT NULL').get()?.['n']
    expect(done).toBe(1)
    looking.close()
    const central = await open(at)
    await central.longTerm.sweep()
    expect(rowsOf(databaseOf(central)).filter(({ file }) => file !== null)).toHaveLength(count)
    expect(central.store.all('Binary')).toHaveLength(count)
  })

  it('that the queue missed when a start was cut short are found by the next one', async () => {
    const at = upgraded()
    const central = await open(at, { postTimeQuery: away })
    const [first = ''] = formsOf(central)
    databaseOf(central).prepare('DELETE FROM long_term WHERE document <> ?').run(first)
    await central.close()
    opened.pop()
    const next = await open(at, { postTimeQuery: away })
    expect(rowsOf(databaseOf(next)).map(({ document }) => document)).toEqual(formsOf(next))
  })

  it('whose certificate ended before anybody vouched for a time are looked at again once a month only', async () => {
    const late = new Date(Date.now() + 60 * day)
    const central = await open(upgraded(), { now: () => late })
    await central.longTerm.sweep()
    const queue = sqliteLongTerm(databaseOf(central), () => late)
    for (const document of formsOf(central)) {
      const row = await queue.find(document)
      expect([row?.file, row?.failures]).toEqual([null, 1])
      expect(Math.round((Date.parse(row?.due ?? '') - late.getTime()) / day)).toBe(30)
    }
  })
})
