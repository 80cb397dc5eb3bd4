/**
 * The page of whoever answers requests: a physician, or the desk where the policy says so. One page, one stream that wakes it, the
 * stored form, and one POST for every answer.
 */
import { instantOf } from '../../clock/clock.ts'
import { clerkOf } from '../../access-log/actor.ts'
import { auditEvent } from '../../access-log/audit-event.ts'
import type { Route } from '../../http/route.ts'
import { wakeStream } from '../../http/wake-stream.ts'
import type { ApproverPerson } from '../../requests/decisions/decision.ts'
import type { Decided } from '../../requests/decisions/decided.ts'
import type { ShownRequest } from '../../requests/decisions/shown.ts'
import { csrfMatches } from '../login/sessions.ts'
import type { Notice, StaffSession, StaffSessions } from '../login/sessions.ts'
import { doorCard } from '../pages/door.ts'
import { html } from '../pages/html.ts'
import { page, seeOther } from '../pages/respond.ts'
import type { StaffPorts } from '../staff/ports.ts'
import { answerIn, askedIn } from './asked.ts'
import { approvePage, linkTo } from './page.ts'
import { done, refusalWords } from './words.ts'

/** Milliseconds between two looks whether the log-in of an open stream still holds. */
const checkEvery = 5000

/** As the operation and the log know who answers. */
export const approverOf = ({ staff, role, registration, acr }: StaffSession): ApproverPerson => ({
  id: staff.id,
  name: staff.name,
  role: role === 'physician' ? 'physician' : 'staff',
  registration,
  acr,
})

export function approveRoutes(ports: StaffPorts, sessions: StaffSessions): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/approve',
      async handle({ request, url }) {
        const byItself = request.headers.has('x-balie-refresh')
        const session = await sessions.of(request, { touch: !byItself })
        if (session === null) return seeOther('/staff/login')
        const notice = byItself ? null : await sessions.takeNotice(session)
        return await shown(ports, { session, parameters: url.searchParams, notice, isLogged: !byItself })
      },
    },
    {
      method: 'POST',
      path: '/approve',
      bodyLimit: 4096,
      async handle({ request, body }) {
        const session = await sessions.of(request, { touch: true })
        if (session === null) return seeOther('/staff/login')
        const form = new URLSearchParams(new TextDecoder().decode(body))
        if (!csrfMatches(session, form.get('csrf'))) return page(notRead, 403)
        const read = answerIn(form)
        if (read === null) return page(notRead, 400)
        if (typeof read === 'string') {
          await sessions.keep(session, { notice: { kind: 'error', text: read } })
          return seeOther(backTo(form))
        }
        const decided = await ports.decide({ ...read, by: approverOf(session) })
        await sessions.keep(session, { notice: noticeOf(decided) })
        // What is not answered stays open, to look again.
        return seeOther(decided.kind === 'refused' ? linkTo(read.asked) : '/approve')
      },
    },
    {
      method: 'GET',
      path: '/approve/form',
      async handle({ request, url }) {
        const session = await sessions.of(request, { touch: true })
        if (session === null) return seeOther('/staff/login')
        const asked = askedIn(url.searchParams)
        const found = asked === null ? null : await ports.lookAt({ asked, by: approverOf(session) })
        if (found === null || typeof found === 'string' || !maySee(session, found)) return page(notRead, 404)
        const pdf = found.document === null ? null : await ports.formFile(found.document)
        if (pdf === null) return page(notRead, 404)
        await log(ports, session, found, 'form')
        return new Response(new Uint8Array(pdf), { headers: pdfHeaders })
      },
    },
    {
      method: 'GET',
      path: '/approve/events',
      async handle({ request }) {
        if ((await sessions.of(request, { touch: false })) === null) return new Response(null, { status: 401 })
        return wakeStream({
          gone: request.signal,
          listen(wake, close) {
            const unlisten = [ports.visits.onChange(wake), ports.kiosks.onChange(wake), ports.onDecided(wake)]
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
  ]
}

/** Only to be read, by nobody's cache and in nobody's frame. */
const pdfHeaders = {
  'content-type': 'application/pdf',
  'content-disposition': 'inline; filename="formulier.pdf"',
  'content-security-policy':
    "default-src 'none'; object-src 'self'; plugin-types application/pdf; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const

const notRead = doorCard(
  'Dit kon niet gelezen worden',
  html`<p>Deze stap is verlopen of hoort bij een ander venster.</p>
    <p><a class="s-btn go" href="/approve">Naar de werklijst</a></p>`,
)

/** A clerk sees what the policy lets the desk answer, and a physician everything. */
const maySee = ({ role }: StaffSession, { approver }: Pick<ShownRequest, 'approver'>): boolean =>
  role === 'physician' || approver === 'staff'

async function shown(
  ports: StaffPorts,
  of: {
    readonly session: StaffSession
    readonly parameters: URLSearchParams
    readonly notice: Notice | null
    readonly isLogged: boolean
  },
): Promise<Response> {
  const { session, parameters, notice, isLogged } = of
  const asked = askedIn(parameters)
  const found = asked === null ? null : await ports.lookAt({ asked, by: approverOf(session) })
  const queue = (await ports.requestsToAnswer()).filter((one) => maySee(session, one))
  const open = found === null || typeof found === 'string' || !maySee(session, found) ? null : found
  const said: Notice | null =
    notice ?? (typeof found === 'string' ? { kind: 'error', text: refusalWords[found] } : null)
  if (isLogged && open !== null) await log(ports, session, open, 'request')
  if (isLogged && open === null && queue.length > 0) await logList(ports, session, queue)
  return page(approvePage({ session, hospital: ports.hospital, now: ports.now(), queue, open, notice: said }))
}

/** Written before the page leaves. */
async function log(
  { fhir, hospital, now }: StaffPorts,
  { staff }: StaffSession,
  { patient, reference }: ShownRequest,
  part: 'request' | 'form',
): Promise<void> {
  const event = { kind: 'requestSeen', approver: clerkOf(staff), patient: patient.reference, request: reference, part } as const // prettier-ignore
  await fhir.create(auditEvent(event, { hospital, at: instantOf(now()) }))
}

async function logList(
  { fhir, hospital, now }: StaffPorts,
  { staff }: StaffSession,
  queue: readonly Pick<ShownRequest, 'patient'>[],
): Promise<void> {
  const patients = [...new Set(queue.map(({ patient }) => patient.reference))]
  const event = { kind: 'workListSeen', approver: clerkOf(staff), patients } as const
  await fhir.create(auditEvent(event, { hospital, at: instantOf(now()) }))
}

/** The page on which something was missing. */
function backTo(form: URLSearchParams): string {
  const set = form.get('set')
  const asked = askedIn(
    new URLSearchParams(set === null ? { form: (form.get('form') ?? '').replace(/^Task\//, '') } : { set }),
  )
  return asked === null ? '/approve' : linkTo(asked)
}

function noticeOf(decided: Decided): Notice {
  switch (decided.kind) {
    case 'granted':
    case 'rejected':
      return { kind: 'good', text: done[decided.kind] }
    case 'outdated':
      return { kind: 'good', text: `${done.outdated} ${decided.why.staff}` }
    case 'refused':
      return { kind: 'error', text: refusalWords[decided.why] }
    default:
      return decided satisfies never
  }
}
