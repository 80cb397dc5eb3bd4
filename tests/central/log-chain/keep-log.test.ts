/** The life of a month of the access log: sealed and stamped once it is over, and after five years really gone. */
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepLog } from '../../../central/log-keeping/keep-log.ts'
import { openDatabase } from '../../../central/store/database.ts'
import { loadDefinitions } from '../../../central/store/fhir/definitions.ts'
import { sqliteStores } from '../../../central/store/sqlite/stores.ts'
import type { SqliteStores } from '../../../central/store/sqlite/stores.ts'
import { files } from '../support/left-behind.ts'
import { checkStored, line, makeHouse } from './support/log.ts'

let folder: string
let path: string
let database: DatabaseSync
let stores: SqliteStores
let now: Date
let house: Awaited<ReturnType<typeof makeHouse>>
const at = (day: string) => new Date(`${day}T12:00:00.000Z`)
const keep = (time = house.time) => keepLog({ chain: stores.logChain, key: house.key, time, now: () => now })
const months = () => stores.logChain.segments()
const check = async () => {
  const reader = new DatabaseSync(path, { readOnly: true })
  const found = await checkStored(reader, { ...house, held: await stores.logChain.heads() })
  reader.close()
  return found
}
/** Everything of the database that lies on the disk. */
const bytes = () =>
  ['', '-wal', '-journal']
    .map((end) => (existsSync(path + end) ? readFileSync(path + end).toString('latin1') : ''))
    .join()

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'balie-keep-'))
  loadDefinitions(folder)
  path = join(folder, 'central.sqlite')
  database = openDatabase(path)
  now = at('2026-11-10')
  stores = sqliteStores(database, () => now)
  house = await makeHouse(() => now)
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

describe('a month of the access log', () => {
  it('is sealed and stamped once it is over, and a second and third look change nothing', async () => {
    await stores.fhir.create(line(now))
    await keep()
    expect(await months()).toMatchObject([{ seal: null, stamp: null }])
    now = at('2026-12-01')
    await keep()
    const sealed = await months()
    expect(sealed).toMatchObject([{ segment: '2026-11', removedAt: null }])
    expect([sealed[0]?.seal, sealed[0]?.stamp]).not.toContain(null)
    await keep()
    await keep()
    expect(await months()).toEqual(sealed)
    expect(await check()).toEqual([])
  })

  it('waits for its time stamp while nobody answers, and stays however old it is', async () => {
    await stores.fhir.create(line(now))
    now = at('2032-01-01')
    const away = { stamp: () => Promise.reject(new Error('away')) }
    await expect(keep(away)).rejects.toThrow('away')
    await expect(keep(away)).rejects.toThrow('away')
    expect(await months()).toMatchObject([{ stamp: null, removedAt: null }])
    await keep()
    expect((await months())[0]?.stamp).not.toBeNull()
    await keep()
    expect(await months()).toMatchObject([{ removedAt: now.toISOString() }])
  })

  it('is really gone five years later, byte for byte, and the rest of the chain still holds', async () => {
    const marks: string[] = []
    for (const day of ['2026-11-10', '2026-11-20', '2026-12-10']) {
      now = at(day)
      for (let more = 0; more < 60; more += 1) {
        const mark = randomUUID()
        await stores.fhir.create(line(now, mark))
        if (day < '2026-12') marks.push(mark)
      }
      await keep()
    }
    expect(marks.every((mark) => bytes().includes(mark))).toBe(true)
    now = new Date('2031-11-30T23:59:59.000Z')
    await keep()
    expect(await months()).toMatchObject([{ removedAt: null }, { removedAt: null }])
    now = new Date('2031-12-01T00:00:01.000Z')
    await keep()
    const left = bytes()
    expect(marks.filter((mark) => left.includes(mark))).toEqual([])
    expect(await months()).toMatchObject([{ segment: '2026-11', last: 120, cleared: true }, { removedAt: null }])
    expect((await stores.fhir.names('AuditEvent')).length).toBe(60)
    await stores.fhir.create(line(now))
    expect(await check()).toEqual([])
  })

  it('whose bytes somebody reads at that moment is cleared at the next look', async () => {
    const mark = randomUUID()
    await stores.fhir.create(line(now, mark))
    now = at('2026-12-01')
    await keep()
    const reader = new DatabaseSync(path, { readOnly: true })
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM fhir_resources').get()
    now = at('2032-01-01')
    await keep()
    expect(await months()).toMatchObject([{ cleared: false }])
    reader.exec('COMMIT')
    reader.close()
    await keep()
    expect(await months()).toMatchObject([{ cleared: true }])
    expect(bytes()).not.toContain(mark)
  })

  it('is refused to be deleted by SQLite itself, line and link, as long as it may not go', async () => {
    await stores.fhir.create(line(now))
    now = at('2026-12-01')
    await keep()
    for (const sql of [
      "DELETE FROM fhir_resources WHERE type = 'AuditEvent'",
      'DELETE FROM log_chain',
      "UPDATE log_chain SET hash = 'x'",
      'DELETE FROM log_segments',
      "UPDATE log_segments SET head = 'x'",
      "UPDATE log_segments SET removed_at = '2031-11-30T00:00:00.000Z'",
    ])
      expect(() => database.exec(sql)).toThrow('an audit row is never changed')
  })
})

describe('what was logged before there was a chain', () => {
  it('is taken into its first month, in the order in which it was written', async () => {
    database.close()
    copyFileSync(join(files, 'central/central.sqlite'), path)
    database = openDatabase(path)
    stores = sqliteStores(database, () => now)
    const lines = (await stores.fhir.names('AuditEvent')).length
    expect(lines).toBeGreaterThan(0)
    expect(await months()).toMatchObject([{ first: 1, before: null, last: lines, seal: null }])
    expect(await check()).toEqual([])
    await stores.fhir.create(line(now))
    expect(await check()).toEqual([])
  })
})
