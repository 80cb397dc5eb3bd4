/** Who looked in my file: over the wire and in the lines, bound patient only, old enough, logged before it leaves. */
import type { AuditEvent } from '@medplum/fhirtypes'
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { auditEvent } from '../../../central/access-log/audit-event.ts'
import { lookedLines, logQuery } from '../../../central/kiosk-api/gateway/looked-lines.ts'
import { mostLookedLines } from '../../../domain/contract/gateway/who-looked.ts'
import { Instant } from '../../../domain/ids.ts'
import { cases, hospital } from '../support/access-cases.ts'

const patient = 'Patient/noor'
const written = (event: AuditEvent, at: string): AuditEvent => ({ ...event, meta: { lastUpdated: at } })
const all = cases.map(([, event], index) => {
  const at = v.parse(Instant, new Date(Date.UTC(2026, 10, 1, index)).toISOString())
  return { event, line: written(auditEvent(event, { hospital, at }), at) }
})

it('every kind of event is told in a role and a kind, and never by a name, a number or a value', () => {
  for (const { event, line } of all) {
    const [told] = lookedLines([line], patient)
    expect(told, event.kind).toBeDefined()
    expect(Object.keys(told ?? {}).toSorted()).toEqual(['hour', 'refused', 'times', 'what', 'who'])
    expect(told?.refused, event.kind).toBe(line.outcome !== '0')
  }
})

it('a read is told by the kind of data, a clerk as the desk, and the patient as you', () => {
  const byKind = (kind: string) =>
    lookedLines(
      all.filter(({ event }) => event.kind === kind).map(({ line }) => line),
      patient,
    )
  expect(byKind('deskSearch')[0]).toMatchObject({ who: 'desk', what: ['search'] })
  expect(byKind('setsSeen')[0]).toMatchObject({ who: 'desk', what: ['requests'] })
  expect(byKind('requestDecided')[0]).toMatchObject({ who: 'physician', what: ['decided'] })
  expect(byKind('mandateActed')[0]).toMatchObject({ who: 'physician', what: ['changed'] })
  expect(byKind('mandateMoved')[0]).toMatchObject({ who: 'hospital', what: ['changed'] })
  expect(byKind('portalAnswered')[0]).toMatchObject({ who: 'portal', what: ['file'] })
  expect(byKind('fileRead').map(({ who }) => who)).toContain('you')
})

it('the reading of this list is a kind of its own', () => {
  const read = all.find(({ event }) => event.kind === 'fileRead')?.line
  if (read === undefined) throw new Error('no read')
  const query = Buffer.from(logQuery(patient)).toString('base64')
  const entity = (read.entity ?? []).map((one) => (one.query === undefined ? one : { ...one, query }))
  expect(lookedLines([{ ...read, entity }], patient)[0]?.what).toEqual(['log'])
})

it('what one role does within an hour is one line, what was refused another, the newest first', () => {
  const base = all.find(({ event }) => event.kind === 'deskSearch')?.line
  if (base === undefined) throw new Error('no search')
  const lines = lookedLines(
    [
      written(base, '2026-11-01T09:10:00.000Z'),
      written(base, '2026-11-01T09:50:00.000Z'),
      written({ ...base, outcome: '4' }, '2026-11-01T09:55:00.000Z'),
      written(base, '2026-11-01T10:00:00.000Z'),
    ],
    patient,
  )
  expect(lines.map(({ hour, refused, times }) => [hour.slice(11, 13), refused, times])).toEqual([
    ['10', false, 1],
    ['09', true, 1],
    ['09', false, 2],
  ])
})

it('ten thousand lines are cut at a length, and each line says for how many it stands', () => {
  const base = all.find(({ event }) => event.kind === 'deskSearch')?.line
  if (base === undefined) throw new Error('no search')
  const many = Array.from({ length: 10_000 }, (_, at) =>
    written(base, new Date(Date.UTC(2026, 0, 1) + at * 20 * 60_000).toISOString()),
  )
  const lines = lookedLines(many, patient)
  expect(lines).toHaveLength(mostLookedLines)
  const standing = lines.reduce((sum, { times }) => sum + times, 0)
  expect([standing > mostLookedLines, standing <= mostLookedLines * 3]).toEqual([true, true])
})
