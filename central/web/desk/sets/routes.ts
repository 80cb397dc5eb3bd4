/**
 * The desk's page of forms that wait for several signers, by patient and never by their number. A search is a POST, so that
 * nobody's birth date stands in an address.
 */
import type { Patient } from '@medplum/fhirtypes'
import { instantOf } from '../../../clock/clock.ts'
import { clerkOf } from '../../../access-log/actor.ts'
import { auditEvent } from '../../../access-log/audit-event.ts'
import type { Route } from '../../../http/route.ts'
import { asOf } from '../../../../domain/requests/sets/next.ts'
import { termsOf } from '../../../../domain/requests/sets/terms.ts'
import type { SetRow } from '../../../requests/sets/set-row.ts'
import { csrfMatches } from '../../login/sessions.ts'
import type { Notice, StaffSession, StaffSessions } from '../../login/sessions.ts'
import { page, seeOther } from '../../pages/respond.ts'
import type { StaffPorts } from '../../staff/ports.ts'
import { notForYou } from '../desk-page.ts'
import { actOnSet } from './act.ts'
import { soughtPatient } from './find.ts'
import type { Sought } from './find.ts'
import { setsPage } from './page.ts'

export function setRoutes(ports: StaffPorts, sessions: StaffSessions): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/desk/sets',
      async handle({ request, url }) {
        const session = await sessions.of(request, { touch: true })
        if (session === null) return seeOther('/staff/login')
        if (session.role !== 'clerk') return page(notForYou(session), 403)
        return await shown(ports, {
          session,
          sought: { birthDate: '', number: '', nr: url.searchParams.get('nr') ?? '' },
        })
      },
    },
    {
      method: 'POST',
      path: '/desk/sets',
      bodyLimit: 4096,
      async handle({ request, body }) {
        const session = await sessions.of(request, { touch: true })
        if (session === null) return seeOther('/staff/login')
        const form = new URLSearchParams(new TextDecoder().decode(body))
        if (session.role !== 'clerk' || !csrfMatches(session, form.get('csrf'))) return page(notForYou(session), 403)
        const of = (name: string) => (form.get(name) ?? '').trim()
        const sought = { birthDate: of('birthDate'), number: of('number'), nr: of('nr') }
        return await shown(ports, { session, sought, form })
      },
    },
  ]
}

async function shown(
  ports: StaffPorts,
  of: { readonly session: StaffSession; readonly sought: Sought; readonly form?: URLSearchParams },
): Promise<Response> {
  const { session, sought, form } = of
  const found = await soughtPatient(ports, sought)
  const common = { session, sought, hospital: ports.hospital, now: ports.now(), accounts: ports.accounts }
  if (found === null || typeof found === 'string') {
    const notice: Notice | null = found === null ? null : { kind: 'error', text: found }
    return page(setsPage({ ...common, notice, patient: null, sets: [] }))
  }
  const patient = `Patient/${found.id ?? ''}`
  const notice = form === undefined ? null : await actOnSet(ports, { form, session, patient })
  const sets = await setsOf(ports, found)
  const line = { kind: 'setsSeen', clerk: clerkOf(session.staff), patient, sets: sets.map(({ id }) => id) } as const
  await ports.fhir.create(auditEvent(line, { hospital: ports.hospital, at: instantOf(ports.now()) }))
  return page(setsPage({ ...common, notice, patient: found, sets }))
}

/** As they stand today, the newest first. */
async function setsOf({ sets, visits, policy }: StaffPorts, { id }: Patient): Promise<readonly SetRow[]> {
  const day = { today: visits.today(), terms: termsOf(policy()) }
  const rows = await sets.ofPatient(`Patient/${id ?? ''}`)
  return rows.map((one) => ({ ...one, state: asOf(one.state, day) })).toReversed()
}
