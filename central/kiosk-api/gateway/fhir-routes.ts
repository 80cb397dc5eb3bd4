/** GET /visit/fhir/…: the bound patient's own resources, logged before they leave. */
import type { Bundle, Resource } from '@medplum/fhirtypes'
import * as v from 'valibot'
import type { Assurance } from '../../../domain/gateway/visit-record.ts'
import { previewIdentity } from '../../../domain/policy/floors.ts'
import type { VisitRow } from '../../visits/visits.ts'
import type { VisitRoute } from './authenticated.ts'
import { searchAll } from '../../store/fhir/search-all.ts'
import { belongsTo, compartmentSearch, ReadableType } from './compartment.ts'
import type { GatewayPorts } from './ports.ts'
import { narrowPatient } from './narrow-patient.ts'
import { problem } from './problem.ts'
import { readAudit } from './read-audit.ts'

const levels: Readonly<Record<Assurance, number>> = { claimed: 0, identified: 1, authenticated: 2 }

export function fhirRoutes(ports: GatewayPorts): readonly VisitRoute[] {
  return [
    {
      method: 'GET',
      path: '/visit/fhir/:type',
      async handle({ row, context }) {
        const asked = admit({ ports, row, type: context.params['type'] })
        if (!asked.ok) return asked.refusal
        const { type, patient } = asked
        const parameters = compartmentSearch({ type, query: context.url.searchParams, patient })
        if (parameters === null) return problem('badRequest')
        const found = await searchAll(ports.fhir, { type, having: parameters })
        const resources = found.filter((resource) => belongsTo(resource, patient)).map((one) => shown(ports, one))
        await log({ ports, row, patient, query: `${type}?${parameters.toString()}`, resources })
        if (hasEnded(ports, row)) return problem('ended')
        return fhir({
          resourceType: 'Bundle',
          type: 'searchset',
          total: resources.length,
          entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
        } satisfies Bundle)
      },
    },
    {
      method: 'GET',
      path: '/visit/fhir/:type/:id',
      async handle({ row, context }) {
        const asked = admit({ ports, row, type: context.params['type'] })
        if (!asked.ok) return asked.refusal
        const id = context.params['id'] ?? ''
        if (!/^[A-Za-z0-9.-]{1,64}$/.test(id) || context.url.search !== '') return problem('badRequest')
        const reference = `${asked.type}/${id}`
        const resource = await ports.fhir.read(reference)
        // Another patient's resource and none at all look the same from outside.
        if (resource === null || !belongsTo(resource, asked.patient)) return problem('notFound')
        await log({ ports, row, patient: asked.patient, query: reference, resources: [resource] })
        if (hasEnded(ports, row)) return problem('ended')
        return fhir(shown(ports, resource))
      },
    },
  ]
}

function shown({ visits }: GatewayPorts, resource: Resource): Resource {
  return resource.resourceType === 'Patient' ? narrowPatient(resource, visits.today()) : resource
}

type Admission =
  | { readonly ok: true; readonly type: ReadableType; readonly patient: string }
  | { readonly ok: false; readonly refusal: Response }

/**
 * Who came for a child sees who the child is, and nothing of its file: there is no mandate yet. Who came for himself
 * sees his file when the hospital's policy offers that here and is content with how he was identified.
 */
function admit({
  ports,
  row,
  type,
}: {
  readonly ports: GatewayPorts
  readonly row: VisitRow
  readonly type: string | undefined
}): Admission {
  const readable = v.safeParse(ReadableType, type)
  if (!readable.success) return { ok: false, refusal: problem('notFound') }
  const { patient, claim, assurance } = row.record
  if (patient === null || claim === null) return { ok: false, refusal: problem('notBound') }
  const policy = { preview: ports.preview() }
  const least = levels[previewIdentity(policy)]
  const preview = readable.output !== 'Patient'
  const allowed = claim.purpose === 'self' && policy.preview.route === 'offered' && levels[assurance] >= least
  if (preview && !allowed) return { ok: false, refusal: problem('conflict') }
  return { ok: true, type: readable.output, patient }
}

/** The desk may have stopped the visit while the store was answering. */
function hasEnded({ visits }: GatewayPorts, row: VisitRow): boolean {
  return visits.find(row.record.visit)?.record.state !== 'bound'
}

async function log({
  ports,
  ...read
}: {
  readonly ports: GatewayPorts
  readonly row: VisitRow
  readonly patient: string
  readonly query: string
  readonly resources: readonly Resource[]
}): Promise<void> {
  await ports.fhir.create(readAudit({ ...read, at: ports.now(), hospital: ports.hospital }))
}

function fhir(resource: Resource): Response {
  return new Response(JSON.stringify(resource), {
    headers: { 'content-type': 'application/fhir+json', 'cache-control': 'no-store' },
  })
}
