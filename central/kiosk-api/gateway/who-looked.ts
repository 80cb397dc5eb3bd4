/**
 * GET /visit/log: the patient reads who looked in his file, this visit included. Only who came for the own dossier, may see it
 * here and is old enough to read it alone; this look is a line of the log itself, written before the answer leaves.
 */
import type { AuditEvent } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { whoLookedFrom } from '../../../domain/contract/gateway/who-looked.ts'
import type { WhoLooked } from '../../../domain/contract/gateway/who-looked.ts'
import { ageOn } from '../../../domain/days/calendar.ts'
import { CalendarDay } from '../../../domain/ids.ts'
import { isOwn, journeyOfClaim } from '../../../domain/journeys/index.ts'
import { auditEvent } from '../../access-log/audit-event.ts'
import { instantOf } from '../../clock/clock.ts'
import { json } from '../../http/answer.ts'
import type { VisitRoute } from './authenticated.ts'
import { admit } from './fhir-routes.ts'
import { hasEnded } from './has-ended.ts'
import type { GatewayPorts } from './ports.ts'
import { problem } from './problem.ts'
import { readEvent } from './read-event.ts'
import { logQuery, lookedLines } from './looked-lines.ts'

/** Lines of the log that are read at most; the newest. */
const mostRead = 1000

export function whoLookedRoute(ports: GatewayPorts): VisitRoute {
  return {
    method: 'GET',
    path: '/visit/log',
    async handle({ row }) {
      const asked = admit({ ports, row, type: 'Appointment' })
      if (!asked.ok) return asked.refusal
      const { patient } = asked
      const journey = journeyOfClaim(row.record.claim)
      const own = isOwn(journey) && journey.stages.includes('dossier')
      if (!own || !(await readsAlone(ports, patient))) return problem('conflict')
      const event = readEvent({ row, patient, query: logQuery(patient), resources: [] })
      await ports.fhir.create(auditEvent(event, { hospital: ports.hospital, at: instantOf(ports.now()) }))
      const answer = await whoLooked(ports, patient)
      if (await hasEnded(ports, row)) return problem('ended')
      return json(answer)
    },
  }
}

/** A page and no more: it is shown, and nothing is decided by it. */
export async function whoLooked({ fhir }: Pick<GatewayPorts, 'fhir'>, patient: string): Promise<WhoLooked> {
  const having = new URLSearchParams({ entity: patient, _sort: '-_lastUpdated', _count: String(mostRead) })
  const bundle = await fhir.search('AuditEvent', having)
  const events = (bundle.entry ?? []).flatMap(({ resource }): readonly AuditEvent[] =>
    resource?.resourceType === 'AuditEvent' ? [resource] : [],
  )
  return { lines: [...lookedLines(events, patient)], total: bundle.total ?? events.length }
}

async function readsAlone(ports: GatewayPorts, patient: string): Promise<boolean> {
  const person = await ports.fhir.read(patient)
  const born = v.safeParse(CalendarDay, person?.resourceType === 'Patient' ? person.birthDate : null)
  return born.success && ageOn(born.output, ports.visits.today()) >= whoLookedFrom
}
