/** The desk page's routes: one page, one stream that wakes it, and one POST per thing that a clerk can do. */
import * as v from 'valibot'
import { instantOf } from '../../clock/clock.ts'
import { clerkOf } from '../../access-log/actor.ts'
import { auditEvent } from '../../access-log/audit-event.ts'
import { VisitId } from '../../../domain/ids.ts'
import type { Route, RouteContext } from '../../http/route.ts'
import { wakeStream } from '../../http/wake-stream.ts'
import type { StaffSession, StaffSessions } from '../login/sessions.ts'
import { csrfMatches } from '../login/sessions.ts'
import { page, seeOther } from '../pages/respond.ts'
import type { ApartEnvelope, StaffPorts } from '../staff/ports.ts'
import { deskActions } from './actions.ts'
import type { DeskAction } from './desk-action.ts'
import { deskPage, notForYou } from './desk-page.ts'
import { logCandidates } from './pick.ts'
import { deskView } from './view.ts'
import type { DeskView } from './desk-view.ts'

/** Milliseconds between two looks whether the log-in of an open stream still holds. */
const checkEvery = 5000

export function deskRoutes(ports: StaffPorts, sessions: StaffSessions): readonly Route[] {
  const actions = Object.entries(deskActions(ports, sessions))
  return [
    {
      method: 'GET',
      path: '/desk',
      async handle({ request, url }) {
        const byItself = request.headers.has('x-balie-refresh')
        const session = await sessions.of(request, { touch: !byItself })
        if (session === null) return seeOther('/staff/login')
        if (session.role !== 'clerk') return page(notForYou(session), 403)
        const shown = byItself ? session : { ...session, notice: await sessions.takeNotice(session) }
        const view = await deskView(ports, shown, url)
        const opened = view.selected?.visit.record
        if (opened !== undefined && opened.claim !== null) await ports.visits.viewed(opened.visit, session.staff)
        if (view.selected !== null) {
          await logCandidates(ports, view.selected.visit, {
            session,
            sessions,
            found: [...view.candidates, ...(view.child === null ? [] : [view.child])],
          })
        }
        if (view.apart !== null) await logApart({ ports, sessions, session }, view.apart, byItself)
        const answer = page(deskPage(view))
        await tellKiosks(ports, view, byItself)
        return answer
      },
    },
    {
      method: 'GET',
      path: '/desk/events',
      async handle({ request }) {
        const session = await sessions.of(request, { touch: false })
        if (session?.role !== 'clerk') return new Response(null, { status: 401 })
        return wakeStream({
          gone: request.signal,
          listen(wake, close) {
            const unlisten = [ports.visits.onChange(wake), ports.kiosks.onChange(wake)]
            // Nobody is told any more when nobody is logged in.
            const over = setInterval(() => void look().catch(close), checkEvery)
            const look = async (): Promise<void> => {
              if ((await sessions.of(request, { touch: false })) === null) close()
            }
            return () => {
              clearInterval(over)
              unlisten.forEach((stop) => stop())
            }
          },
        })
      },
    },
    {
      // A clerk is filling something in: the kiosk's clock waits for him. No page follows.
      method: 'POST',
      path: '/desk/attend',
      bodyLimit: 1024,
      async handle({ request, body }) {
        const session = await sessions.of(request, { touch: true })
        const form = new URLSearchParams(new TextDecoder().decode(body))
        const visit = v.safeParse(VisitId, form.get('visit'))
        const row = visit.success ? await ports.visits.find(visit.output) : null
        if (session?.role !== 'clerk' || !csrfMatches(session, form.get('csrf')))
          return new Response(null, { status: 403 })
        if (row !== null) await ports.kiosks.send(row.device, { type: 'attend', visit: row.record.visit })
        return new Response(null, { status: 204 })
      },
    },
    ...actions.map(([name, action]): Route => ({
      method: 'POST',
      path: `/desk/${name}`,
      bodyLimit: 4096,
      handle: async (context) => await post(ports, sessions, context, action),
    })),
  ]
}

/** A page that shows a call has heard it; a clerk who opened a number is busy with it. Said when the page is made. */
async function tellKiosks({ kiosks }: StaffPorts, view: DeskView, byItself: boolean): Promise<void> {
  for (const { device, help, online } of view.kiosks)
    if (online && help === 'ringing') await kiosks.send(device, { type: 'help', state: 'heard' })
  const { selected } = view
  if (selected?.kiosk == null || byItself || !selected.waitsForDesk) return
  await kiosks.send(selected.kiosk.device, { type: 'attend', visit: selected.visit.record.visit })
}

/** Written before the page leaves; what the page reads again by itself is new in the log only when it shows more. */
async function logApart(
  {
    ports: { fhir, hospital, now },
    sessions,
    session,
  }: { readonly ports: StaffPorts; readonly sessions: StaffSessions; readonly session: StaffSession },
  apart: readonly ApartEnvelope[],
  byItself: boolean,
): Promise<void> {
  const envelope = apart.map(({ id }) => id)
  if (byItself && envelope.every((id) => session.seenApart.includes(id))) return
  const event = { kind: 'quarantineSeen', clerk: clerkOf(session.staff), envelope } as const
  await fhir.create(auditEvent(event, { hospital, at: instantOf(now()) }))
  await sessions.keep(session, { seenApart: envelope })
}

async function post(
  { visits }: StaffPorts,
  sessions: StaffSessions,
  { request, body }: RouteContext,
  action: DeskAction,
): Promise<Response> {
  const session = await sessions.of(request, { touch: true })
  if (session === null) return seeOther('/staff/login')
  const form = new URLSearchParams(new TextDecoder().decode(body))
  if (session.role !== 'clerk' || !csrfMatches(session, form.get('csrf'))) return page(notForYou(session), 403)
  const visit = v.safeParse(VisitId, form.get('visit'))
  const row = visit.success ? await visits.find(visit.output) : null
  const { to, ...kept } = await action({ session, form, row })
  await sessions.keep(session, kept)
  return seeOther(to)
}
