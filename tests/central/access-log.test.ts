/** The access log: one list of events, and AuditEvents as they have always been stored. */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { auditEvent } from '../../central/access-log/audit-event.ts'
import { accessEvents } from '../../central/access-log/list.ts'
import type { AccessEvent } from '../../central/access-log/list.ts'
import { auditOf } from '../../domain/fhir/audit.ts'
import { at, cases, device, hospital } from './support/access-cases.ts'
import { accessManual } from './support/access-manual.ts'

const file = new URL('../fixtures/access-log/audit-events.json', import.meta.url)
const before = v.parse(v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())), readFileSync(file, 'utf8'))

it('access log: every kind of event, and every variation of it, is known', () => {
  expect([...new Set(cases.map(([, { kind }]) => kind))].toSorted()).toEqual(Object.keys(accessEvents).toSorted())
  expect(cases.map(([name]) => name)).toEqual(Object.keys(before))
})

it.each(cases)('access log: %s is stored as it was when each part had a maker of its own', (name, event) => {
  expect(auditEvent(event, { hospital, at })).toStrictEqual(before[name])
})

it('access log: an auditor can tell each kind by its codes', () => {
  const marks = Object.values(accessEvents).map(({ type, subtype, action, outcome, site, because, entities }) =>
    JSON.stringify([type, subtype, action, outcome, site, because, entities.map(({ always }) => always)]),
  )
  expect(new Set(marks).size).toBe(marks.length)
})

it('access log: nothing else in the central makes an AuditEvent', () => {
  const cwd = fileURLToPath(new URL('../..', import.meta.url))
  const makers = globSync('central/**/*.ts', { cwd }).filter((one) =>
    readFileSync(`${cwd}${one}`, 'utf8').includes("resourceType: 'AuditEvent'"),
  )
  expect(makers).toEqual(['central/access-log/audit-event.ts'])
})

it('access log: a kind without a row, and one without what its row asks, do not compile', () => {
  // @ts-expect-error: no row of the list has this name.
  const unknown: AccessEvent = { kind: 'printed' }
  // @ts-expect-error: the row says that a kiosk is known.
  const half: AccessEvent = { kind: 'kioskEnrolled' }
  expect([unknown, half]).toHaveLength(2)
})

it('access log: docs/access-log.md is what the list says', async () => {
  const examples = new Map(cases.toReversed().map(([, event]) => [event.kind, auditEvent(event, { hospital, at })]))
  const uuid = (last: string) => `00000000-0000-4000-8000-00000000000${last}`
  const signed = auditOf({
    uuid: uuid('1'),
    representative: uuid('2'),
    patient: 'Patient/sam',
    reason: 'FAMRQT',
    written: [uuid('3')],
    device,
    hospital,
    at,
  })
  // No field without a place where it can be found.
  const manual = accessManual(examples, signed)
  expect(manual).not.toMatch(/\|\s+\|\n/)
  const page = new URL('../../docs/access-log.md', import.meta.url)
  const options = await resolveConfig(page)
  await expect(await format(manual, { ...options, parser: 'markdown' })).toMatchFileSnapshot(fileURLToPath(page))
})
