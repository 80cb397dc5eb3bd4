/** What stands before every route of a visit: a token of ours, a proof by the same V, a kiosk of ours and a visit that has not ended. */
import { instantOf } from '../../clock/clock.ts'
import type { EventOf } from '../../access-log/list.ts'
import { kioskOf } from '../../access-log/actor.ts'
import { auditEvent } from '../../access-log/audit-event.ts'
import type { Route, RouteContext } from '../../http/route.ts'
import type { VisitRow } from '../../visits/visits.ts'
import { readAccessToken } from './access-token.ts'
import type { GatewayPorts } from './ports.ts'
import { problem } from './problem.ts'
import { provenKey } from './proof.ts'

export interface VisitCall {
  readonly row: VisitRow
  readonly context: RouteContext
}

export interface VisitRoute {
  readonly method: Route['method']
  readonly path: string
  handle(call: VisitCall): Promise<Response>
}

/** The route with the checks before it. */
export function authenticated(ports: GatewayPorts, route: VisitRoute): Route {
  return {
    method: route.method,
    path: route.path,
    bodyLimit: 8 * 1024,
    async handle(context) {
      const row = await caller(ports, context)
      if (row === null) return problem('unauthorized')
      if (row.record.state === 'ended') return problem('ended')
      const response = await route.handle({ row, context })
      // Logged before it leaves, as what is shown is.
      if (response.status >= 400 && isRead(route.path)) {
        const event = refusedEvent(row, `${route.method} ${route.path}`, response.status)
        await ports.fhir.create(auditEvent(event, { hospital: ports.hospital, at: instantOf(ports.now()) }))
      }
      return response
    },
  }
}

/** Routes that tell of a patient, or look for one. */
function isRead(path: string): boolean {
  const told = ['/visit/fhir/', '/visit/patient', '/visit/mandates', '/visit/sets', '/visit/stoppable', '/visit/log']
  return told.some((start) => path.startsWith(start))
}

/** `refused`: the pattern of the route, never a value of the request. `status`: of the refusal. */
function refusedEvent({ device, record }: VisitRow, refused: string, status: number): EventOf<'readRefused'> {
  const { visit, patient, assurance } = record
  return { kind: 'readRefused', kiosk: kioskOf(device), visit, assurance, patient, refused, status }
}

async function caller(ports: GatewayPorts, { request, url }: RouteContext): Promise<VisitRow | null> {
  const [scheme, token, ...more] = (request.headers.get('authorization') ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'dpop' || token === undefined || more.length > 0) return null
  const now = ports.now()
  const known = await readAccessToken({ token, origin: ports.origin(), key: ports.tokenKey, now })
  if (known === null) return null
  const proven = await provenKey({
    headers: request.headers,
    method: request.method,
    target: `${ports.origin()}${url.pathname}`,
    accessToken: token,
    now,
    proofs: ports.proofs,
  })
  if (proven !== known.keyThumbprint) return null
  await ports.visits.endExpired()
  const row = await ports.visits.find(known.visit)
  return row?.keyThumbprint === proven && (await ports.isOurs(row.device)) ? row : null
}
