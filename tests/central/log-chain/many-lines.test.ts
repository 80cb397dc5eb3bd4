/** A patient with ten thousand lines in the log, in the real store: a list of a length, and the number of all. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { whoLooked } from '../../../central/kiosk-api/gateway/who-looked.ts'
import { openDatabase } from '../../../central/store/database.ts'
import { loadDefinitions } from '../../../central/store/fhir/definitions.ts'
import { EmbeddedStore } from '../../../central/store/fhir/embedded-store.ts'
import { fhirTable } from '../../../central/store/fhir/table.ts'
import { auditEvent } from '../../../central/access-log/audit-event.ts'
import { mostLookedLines, WhoLooked } from '../../../domain/contract/gateway/who-looked.ts'
import { Instant, VisitId } from '../../../domain/ids.ts'
import { hospital } from '../support/access-cases.ts'

it('is told by its newest lines, with how many there are in all, and not by those of others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'balie-many-'))
  loadDefinitions(folder)
  const database = openDatabase(':memory:')
  const of = (patient: string, index: number) => {
    const at = v.parse(Instant, new Date(Date.UTC(2026, 0, 1) + index * 20 * 60_000).toISOString())
    const visit = v.parse(VisitId, '0b1c2d3e-4f50-4617-8283-940a5b6c7d8e')
    const clerk = { is: 'clerk', id: 'clerk-1', name: 'Marloes K.' } as const
    const event = auditEvent({ kind: 'deskSearch', clerk, visit, patients: [patient] }, { hospital, at })
    return { ...event, id: `${patient.slice(8)}-${String(index)}`, meta: { versionId: '1', lastUpdated: at } }
  }
  const many = Array.from({ length: 10_000 }, (_, index) => of('Patient/noor', index))
  fhirTable(database).commit([...many, of('Patient/sam', 20_000)])
  const store = new EmbeddedStore({ database, now: () => new Date() })
  const answer = v.parse(WhoLooked, await whoLooked({ fhir: store }, 'Patient/noor'))
  expect([answer.total, answer.lines.length]).toEqual([10_000, mostLookedLines])
  expect(answer.lines[0]?.hour).toBe('2026-05-19T21:00:00.000Z')
  expect(answer.lines.every(({ who, times }) => who === 'desk' && times <= 3)).toBe(true)
  database.close()
  rmSync(folder, { recursive: true })
})
