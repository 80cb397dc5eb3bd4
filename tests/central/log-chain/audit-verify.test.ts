/** `audit-verify` as a program: over the data folder of a central that ran, whole, tampered with, and not to be read. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { folder, training } from '../support/kiosk.ts'
import { beating } from './support/beating.ts'

const at = folder()
const heads = join(at.path, 'log-heads.jwsl')
const program = fileURLToPath(new URL('../../../central/command.ts', import.meta.url))
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
  return { status, said: `${stdout}${stderr}` }
}
let running: ReturnType<typeof run>

beforeAll(async () => {
  const central = await training(at.path)
  await beating(central)
  const beat = await beating(central)
  writeFileSync(heads, `${((await beat([])).log ?? []).join('\n')}\n`)
  running = run('audit-verify', at.path, '--head', heads)
  await central.close()
}, 60_000)
afterAll(() => at.remove())

it('audit-verify says that a log is whole, also while its central runs', () => {
  expect(running).toMatchObject({ status: 0 })
  expect(running.said).toMatch(/^whole: \d+ lines in 1 months, 0 months removed/)
})

it('audit-verify says which line was changed, in which month, and that a kiosk knows of one that was cut', () => {
  const database = new DatabaseSync(join(at.path, 'central.sqlite'))
  for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
    database.exec(`DROP TRIGGER ${String(name)}`)
  const last = Number(database.prepare('SELECT max(number) AS n FROM log_chain').get()?.['n'])
  database.exec(
    `UPDATE fhir_resources SET body = json_set(body, '$.outcome', '4') WHERE id = (SELECT event FROM log_chain WHERE number = 1)`,
  )
  const changed = run('audit-verify', at.path)
  expect([changed.status, changed.said]).toEqual([
    1,
    expect.stringMatching(/^changed: month \d{4}-\d\d, line 1, AuditEvent\//),
  ])
  const gone = `(SELECT event FROM log_chain WHERE number = ${String(last)})`
  database.exec(`DELETE FROM fhir_resources WHERE id = ${gone}; DELETE FROM fhir_versions WHERE id = ${gone};
    DELETE FROM log_chain WHERE number = ${String(last)};
    UPDATE log_segments SET last = last - 1, head = (SELECT hash FROM log_chain WHERE number = ${String(last - 1)})`)
  database.close()
  expect(run('audit-verify', at.path).said).not.toContain('otherHistory')
  const cut = run('audit-verify', at.path, '--head', heads)
  expect(cut.said).toContain(`line ${String(last)}: a kiosk knows`)
})

it('audit-verify says how it is called (2), and what it cannot check (3)', () => {
  expect([run().status, run('audit-verify').status, run('other', at.path).status]).toEqual([2, 2, 2])
  expect(run('audit-verify', join(at.path, 'nothing'))).toMatchObject({ status: 3 })
  const foreign = join(at.path, 'foreign.jwsl')
  writeFileSync(foreign, 'a.b.c\n')
  expect(run('audit-verify', at.path, '--head', foreign)).toMatchObject({ status: 3 })
})
