/** What happened stays logged: refused reads and changes of kiosks leave rows, no row changes, a cut journal shows. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditEvent } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { startKiosk } from '../../main/kiosk.ts'
import type { Kiosk } from '../../main/kiosk.ts'
import { fileStore } from '../../main/secrets/file-store.ts'
import { pair, proof } from '../gateway/kiosk.ts'
import { MemoryHost } from '../main/support/memory-host.ts'
import { until } from '../main/support/until.ts'
import { ask, enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { visitToken } from './support/visit-token.ts'
import { databaseOf } from './support/database.ts'

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

const audits = () => central.store.all('AuditEvent') as unknown as readonly AuditEvent[]
const details = (one: AuditEvent) => (one.entity ?? []).flatMap(({ detail }) => detail ?? [])
const events = () =>
  audits().flatMap((one) =>
    details(one)
      .filter(({ type }) => type === 'event')
      .map(({ valueString }) => valueString),
  )

describe('machine 22: the access log', () => {
  it('machine 22: has a row for enrolment and one for withdrawal', async () => {
    await expect.poll(events).toContain('enrolled')
    const other = await enrolKiosk(central)
    await central.deviceTable.withdraw(other.device, new Date())
    await expect.poll(events).toContain('withdrawn')
    await central.deviceTable.withdraw(other.device, new Date())
    expect(events().filter((event) => event === 'withdrawn')).toHaveLength(1)
  })

  it('machine 22: has a row for a read that was refused, without what was asked for', async () => {
    const V = await pair()
    const { token, visit } = await visitToken({ central, data: data.path, kiosk, key: V })
    const now = () => new Date()
    const read = async (path: string): Promise<number> => {
      const proven = await proof({ key: V, method: 'GET', url: central.kiosk + path.split('?')[0], now: now(), token })
      return (await ask(central, { method: 'GET', path, headers: { authorization: `DPoP ${token}`, dpop: proven } }))
        .status
    }
    const refused = () => audits().filter((one) => one.outcome === '4' && one.source.site === 'balie-gateway')
    expect(await read('/visit/fhir/Appointment')).toBe(200)
    expect(refused()).toHaveLength(0)
    expect(await read('/visit/fhir/Observation')).toBe(404)
    expect(refused()).toHaveLength(1)
    expect(await read('/visit/fhir/Patient/somebody-else')).toBe(404)
    expect(await read('/visit/fhir/Patient?name=Bakker')).toBe(400)
    expect(refused()).toHaveLength(3)
    expect(JSON.stringify(refused())).not.toMatch(/somebody-else|Bakker/)
    expect(details(refused()[0] ?? ({} as AuditEvent))).toContainEqual({ type: 'visit', valueString: visit })
  })

  it.each([
    ["UPDATE fhir_versions SET body = '{}' WHERE type = 'AuditEvent'"],
    ["DELETE FROM fhir_versions WHERE type = 'AuditEvent'"],
    ["UPDATE fhir_resources SET body = '{}' WHERE type = 'AuditEvent'"],
    ["DELETE FROM fhir_resources WHERE type = 'AuditEvent'"],
    ["UPDATE fhir_versions SET type = 'Basic' WHERE type = 'AuditEvent'"],
    ["INSERT OR REPLACE INTO fhir_resources SELECT seq, type, id, '{}' FROM fhir_resources WHERE type = 'AuditEvent'"],
    [
      "INSERT OR REPLACE INTO fhir_versions SELECT seq, type, id, version, '{}' FROM fhir_versions WHERE type = 'AuditEvent'",
    ],
    ["UPDATE visit_events SET kind = 'other'"],
    ['DELETE FROM visit_events'],
  ])('machine 22: refuses %s', (sql) => {
    const before = audits().length
    expect(() => databaseOf(central).exec(sql)).toThrow('an audit row is never changed')
    expect(audits().length).toBe(before)
  })

  it('machine 22: everything else in the record still changes', async () => {
    const [task] = central.store.all('Patient')
    if (task === undefined) throw new Error('nobody')
    await central.store.update(task, task.meta?.versionId ?? '')
    const [audit] = central.store.all('AuditEvent')
    if (audit === undefined) throw new Error('no row')
    await expect(central.store.update(audit, audit.meta?.versionId ?? '')).rejects.toThrow()
  })
})

describe('machine 22: the wipe journal', () => {
  let state: string
  const running: Kiosk[] = []
  let lines: string[] = []
  let host: MemoryHost
  async function start(code: string | undefined): Promise<Kiosk> {
    host = new MemoryHost()
    const one = await startKiosk({
      host,
      state,
      central: central.kiosk,
      enrolmentCode: code,
      secrets: () => Promise.resolve(fileStore({ folder: join(state, 'secrets'), training: true })),
      log: (event, fields) => void lines.push(JSON.stringify({ event, ...fields })),
    })
    running.push(one)
    return one
  }
  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'balie-heads-'))
  })
  afterAll(async () => {
    for (const one of running) await one.close()
    await rm(state, { recursive: true, maxRetries: 10 })
  })
  async function visit(one: Kiosk): Promise<void> {
    const { front } = host
    front.renderer({ type: 'activate' })
    await until('visit', () => front.toRenderer.some(({ type }) => type === 'visit'))
    front.renderer({ type: 'stop' })
    await until('wiped', () => one.health().lastWipe !== null)
  }
  const journal = () => join(state, 'journal.jwsl')

  it('machine 22: is countersigned, and one that was cut is not continued, at the kiosk and at the central', async () => {
    const first = await start(await central.issueCode())
    await until('in service', () => first.health().frontReady && first.health().outOfService === null)
    await visit(first)
    await first.close()
    // A start says how far the journal is, and keeps the answer.
    const second = await start(undefined)
    await until('kept', () => second.health().outOfService === null)
    await expect
      .poll(async () => (await readFile(join(state, 'journal-head.jws'), 'utf8').catch(() => '')).length)
      .toBeGreaterThan(100)
    await second.close()
    const whole = await readFile(journal(), 'utf8')
    expect(whole.trim().split('\n')).toHaveLength(2)
    await writeFile(journal(), '')
    lines = []
    const third = await start(undefined)
    await until('refused', () => third.health().outOfService === 'runtime')
    expect(lines.join()).toContain('look-failed')
    await third.close()
    // With its countersignature gone too, the central still sees that it goes back.
    await rm(join(state, 'journal-head.jws'))
    const fourth = await start(undefined)
    await until('in service', () => fourth.health().frontReady && fourth.health().outOfService === null)
    await visit(fourth)
    await fourth.close()
    const fifth = await start(undefined)
    await expect.poll(events).toContain('journalWentBack')
    await fifth.close()
  }, 120_000)
})
