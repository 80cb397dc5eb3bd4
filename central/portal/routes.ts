/**
 * What a portal of any make may ask (docs/protocol.md, "Portals"): may this person see this, by which mandates, and the part of the
 * dossier itself. Each question is answered in the second in which it is asked; nothing of an answer may be kept.
 */
import type { Route, RouteContext } from '../http/route.ts'
import { isStillGiven } from '../../domain/entitlements/entitled.ts'
import { json, problem } from '../http/answer.ts'
import { judge } from './answer.ts'
import type { Judged } from './answer.ts'
import { readAsked, readSearch } from './asked.ts'
import type { Asked } from './asked.ts'
import type { PortalClient } from './clients.ts'
import { consentsOf } from './consents.ts'
import { lineOf, write } from './log.ts'
import type { PortalPorts } from './ports.ts'
import { readWithin } from './read-within.ts'
import { tokenRoute } from './token-route.ts'
import { portalOfToken } from './tokens.ts'

export function portalRoutes(ports: PortalPorts): readonly Route[] {
  return [
    tokenRoute(ports),
    route(ports, { path: '/portal/entitlements', read: readAsked }, async ({ client, asked }) => {
      const judged = await judge(ports, asked)
      await write(ports, lineOf(client, judged, { question: 'may see', kind: kindOf(asked), seen: [] }))
      return json(said(judged))
    }),
    route(ports, { path: '/portal/fhir/Consent/_search', read: readSearch }, async ({ client, asked }) => {
      const judged = await judge(ports, asked)
      const found = await consentsOf(ports, judged)
      const seen = found.map(({ id }) => `Consent/${id ?? ''}`)
      await write(ports, lineOf(client, judged, { question: 'mandates', kind: kindOf(asked), seen }))
      return bundle(found)
    }),
    route(ports, { path: '/portal/dossier', read: readAsked }, async ({ client, asked }) => {
      const judged = await judge(ports, asked)
      const resources = await readWithin(ports, judged, asked.kind ?? null)
      const seen = resources.flatMap((one) => nameOf(one) ?? [])
      await write(ports, lineOf(client, judged, { question: 'read', kind: kindOf(asked), seen }))
      // Somebody may have stopped one of them while the record was read: then nothing of it leaves.
      const now = await judge(ports, asked)
      return isStillGiven(judged.entitlement, now.entitlement) ? bundle(resources) : problem('notFound')
    }),
  ]
}

interface Call {
  readonly client: PortalClient
  readonly asked: Asked
}

/** The route with what stands before each: a portal of ours, and a question. */
function route(
  ports: PortalPorts,
  { path, read }: { readonly path: string; readonly read: (body: Uint8Array) => Asked | null },
  handle: (call: Call) => Promise<Response>,
): Route {
  return {
    method: 'POST',
    path,
    bodyLimit: 4 * 1024,
    async handle({ request, body, url }: RouteContext) {
      const client = await portalOfToken(ports, request)
      if (client === null) return problem('unauthorized', { 'www-authenticate': 'Bearer' })
      const asked = url.search === '' ? read(body) : null
      return asked === null ? problem('badRequest') : await handle({ client, asked })
    },
  }
}

const kindOf = ({ kind }: Asked): string => kind ?? 'all'

/** To the portal. `until`: not later than this; it may end before, and is asked again at every look. */
function said({ entitlement }: Judged): object {
  if (!entitlement.allowed) return { allowed: false }
  const { mandates, kinds, until } = entitlement
  return {
    allowed: true,
    kinds,
    by: mandates.map(({ mandate }) => mandate),
    ...(until === null ? {} : { until: new Date(until).toISOString() }),
  }
}

function nameOf(resource: unknown): string | null {
  if (typeof resource !== 'object' || resource === null || !('resourceType' in resource) || !('id' in resource))
    return null
  return `${String(resource.resourceType)}/${String(resource.id)}`
}

function bundle(resources: readonly unknown[]): Response {
  const entry = resources.map((resource) => ({ resource, search: { mode: 'match' } }))
  return new Response(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: resources.length, entry }), {
    headers: { 'content-type': 'application/fhir+json', 'cache-control': 'no-store' },
  })
}
