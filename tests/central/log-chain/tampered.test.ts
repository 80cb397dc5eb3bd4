/** Every tampering with the access log is found, and said by line and month: at its begin, in its middle, at its end. */
import { DatabaseSync } from 'node:sqlite'
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkStored, copyOf, makeLog } from './support/log.ts'
import type { MadeLog } from './support/log.ts'

/** Three months of four lines each; in the second round the first one was lawfully removed. */
let made: MadeLog
let database: DatabaseSync
const open: DatabaseSync[] = []
const run = (sql: string) => database.exec(sql)
const found = async () =>
  (await checkStored(database, made)).map(({ is, segment, number }) => `${is} ${segment} ${String(number)}`)
const eventOf = (number: number) => `(SELECT event FROM log_chain WHERE number = ${number})`
const swap = (column: string, one: number, other: number) => {
  const value = (n: number) =>
    String(database.prepare(`SELECT ${column} AS c FROM log_chain WHERE number = ${n}`).get()?.['c'])
  const [a, b] = [value(one), value(other)]
  run(`UPDATE log_chain SET ${column} = 'x' WHERE number = ${one}; UPDATE log_chain SET ${column} = '${a}' WHERE number = ${other};
    UPDATE log_chain SET ${column} = '${b}' WHERE number = ${one}`)
}

afterAll(() => {
  for (const one of open) one.close()
  rmSync(made.folder, { recursive: true })
})

describe.each([
  { when: 'a whole log', removed: false },
  { when: 'a log whose first month was lawfully removed', removed: true },
])('in $when', ({ removed }) => {
  beforeAll(async () => {
    made = await makeLog({ removed })
  })
  beforeEach(() => {
    database = copyOf(made)
    open.push(database)
  })

  it('nothing is found when nobody touched it', async () => {
    expect(await found()).toEqual([])
  })

  // The second month holds lines 5 to 8, the third, which is open, 9 to 12.
  describe.each([
    { place: 'begin', number: 5, segment: '2026-11' },
    { place: 'middle', number: 7, segment: '2026-11' },
    { place: 'end', number: 8, segment: '2026-11' },
    { place: 'end of the open month', number: 12, segment: '2026-12' },
  ])('at the $place', ({ number, segment }) => {
    const gone = number === 8 || number === 12 ? 'cut' : 'removed'

    it('a removed line, with its link and without', async () => {
      run(`DELETE FROM fhir_resources WHERE id = ${eventOf(number)}`)
      expect(await found()).toEqual([`removed ${segment} ${number}`])
      run(`DELETE FROM fhir_versions WHERE id = ${eventOf(number)}; DELETE FROM log_chain WHERE number = ${number}`)
      expect(await found()).toEqual([`${gone} ${segment} ${number}`])
      run(`UPDATE log_chain SET number = number - 1 WHERE number > ${number}`)
      expect(await found()).toContainEqual(`${gone} ${segment} ${number}`)
    })

    it('a changed line, also when its own link was made anew', async () => {
      run(`UPDATE fhir_resources SET body = json_set(body, '$.outcome', '8') WHERE id = ${eventOf(number)}`)
      expect(await found()).toEqual([`changed ${segment} ${number}`])
      run(`UPDATE fhir_versions SET body = json_set(body, '$.outcome', '8') WHERE id = ${eventOf(number)}`)
      expect(await found()).toEqual([`changed ${segment} ${number}`])
      made.relink(database, number)
      expect(await found()).toEqual([`changed ${segment} ${number}`])
    })

    it('a line of which only the older text was changed', async () => {
      run(`UPDATE fhir_versions SET body = json_set(body, '$.outcome', '8') WHERE id = ${eventOf(number)}`)
      expect(await found()).toEqual([`changed ${segment} ${number}`])
    })

    it('a reordered line: by its text, by its link, and by where it lies', async () => {
      const other = number === 5 ? 6 : number - 1
      const both = [Math.min(number, other), Math.max(number, other)].map((at) => `reordered ${segment} ${at}`)
      swap('event', number, other)
      expect(await found()).toEqual(both)
      swap('event', number, other)
      expect(await found()).toEqual([])
      run(`UPDATE log_chain SET number = 1000 WHERE number = ${number}; UPDATE log_chain SET number = ${number} WHERE number = ${other};
        UPDATE log_chain SET number = ${other} WHERE number = 1000`)
      expect(await found()).toEqual(both)
    })

    it('an inserted line, with a link and without', async () => {
      made.insert(database, 'without', segment)
      expect(await found()).toEqual([`inserted ${segment} null`])
      run(
        `UPDATE log_chain SET number = -number WHERE number >= ${number}; UPDATE log_chain SET number = 1 - number WHERE number < 0`,
      )
      made.link(database, 'without', { number, segment })
      expect(await found()).toEqual([`inserted ${segment} ${number}`])
    })
  })

  it('a line put behind the last one', async () => {
    made.insert(database, 'without', '2026-12')
    made.link(database, 'without', { number: 13, segment: '2026-12' })
    expect(await found()).toEqual(['inserted 2026-12 13'])
  })

  it('a cut tail: by the month’s head, and where that was made to fit by what a kiosk holds', async () => {
    run(`DELETE FROM fhir_resources WHERE id IN (SELECT event FROM log_chain WHERE number > 10);
      DELETE FROM fhir_versions WHERE id IN (SELECT event FROM log_chain WHERE number > 10);
      DELETE FROM log_chain WHERE number > 10`)
    expect(await found()).toEqual(['cut 2026-12 11', 'cut 2026-12 12'])
    run(
      "UPDATE log_segments SET last = 10, head = (SELECT hash FROM log_chain WHERE number = 10) WHERE segment = '2026-12'",
    )
    expect(await found()).toEqual(['otherHistory 2026-12 12'])
  })

  it('a month taken away whole, at the begin, in the middle and at the end', async () => {
    const first = made.months[0] ?? ''
    for (const segment of ['2026-11', '2026-12', first]) {
      database = copyOf(made)
      open.push(database)
      run(`DELETE FROM fhir_resources WHERE id IN (SELECT event FROM log_chain WHERE segment = '${segment}');
        DELETE FROM fhir_versions WHERE id IN (SELECT event FROM log_chain WHERE segment = '${segment}');
        DELETE FROM log_chain WHERE segment = '${segment}'; DELETE FROM log_segments WHERE segment = '${segment}'`)
      expect((await found()).length).toBeGreaterThan(0)
    }
  })

  it('a signed head that was made anew, and a stamp of something else', async () => {
    run("UPDATE log_segments SET seal = seal || 'A' WHERE segment = '2026-11'")
    expect(await found()).toEqual(['head 2026-11 8'])
    run(`UPDATE log_segments SET seal = substr(seal, 1, length(seal) - 1),
      stamp = (SELECT stamp FROM log_segments WHERE segment = '${made.months[0] ?? ''}') WHERE segment = '2026-11'`)
    expect(await found()).toEqual(['head 2026-11 8'])
  })
})
