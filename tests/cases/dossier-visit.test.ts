/** An appointment whose times or codes do not fit. */
import { expect, test } from 'vitest'
import { appointment, groupsShown, shown } from './dossier-kit.ts'

test.each([
  [{ start: '2026-12-01T09:00:00Z', end: '2026-11-01T09:20:00Z' }, 'coming | Controle | '],
  [{ start: '2026-12-01T09:00:00Z', end: '2026-01-01' }, 'coming | Controle | '],
  [{ start: '2026-11-01T09:00:00Z', end: '2026-10-01T09:20:00Z' }, 'earlier | Controle | De tijd is voorbij'],
  [{ start: undefined, end: '2026-11-01T09:20:00Z' }, 'toPlan | Controle | De tijd is nog niet bekend'],
])('dossier 5: an end before the start ends nothing: %j', (more, line) =>
  expect(groupsShown([appointment(more)])).toEqual([line]),
)

test.each([
  [{ system: 'urn:x', code: 'pat', display: 'PAT-scan kapot' }, 'PAT-scan kapot'],
  [{ system: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason', code: 'pat-crs' }, 'Door u of namens u afgezegd'], // prettier-ignore
  [{ code: 'maint' }, 'Een apparaat werkte niet'],
])('dossier 8: why an appointment is off, by HL7’s own codes only: %j', (coding, words) =>
  expect(shown([appointment({ status: 'cancelled', cancelationReason: { coding: [coding] } })]).lines[0]).toContain(
    `Waarom niet: ${words}`,
  ),
)
