/** GET /visit/fhir/…: the bound patient's own resources, logged before they leave. */
import { instantOf } from '../../clock/clock.ts'
import { auditEvent } from '../../access-log/audit-event.ts'
import { journeyOfClaim } from '../../../domain/journeys/index.ts'
import { OperationOutcomeError } from '@medplum/core'
import type { Patient, Resource } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { meets } from '../../../domain/identity/assurance.ts'
import { previewIdentity } from '../../../domain/policy/floors.ts'
import type { VisitRow } from '../../visits/visits.ts'
import type { VisitRoute } from './authenticated.ts'
import { identifierTokens, isOf } from '../../record/of-patient.ts'
import { searchAll } from '../../store/fhir/search-all.ts'
import { belongsTo, compartmentSearch, patientParameter, ReadableType } from './compartment.ts'
import type { GatewayPorts } from './ports.ts'
import { narrowPatient } from './narrow-patient.ts'
import { included } from './preview/include.ts'
import { withOwnReference } from './preview/own-reference.ts'
import { byId, pageOf, withinBudget } from './preview/pages.ts'
import { trimmed } from './preview/trim.ts'
import { problem } from './problem.ts'
import { readEvent } from './read-event.ts'
import { hasEnded } from './has-ended.ts'

export function fhirRoutes(ports: GatewayPorts): readonly VisitRoute[] {
  return [
    {
      method: 'GET',
      path: '/visit/fhir/:type',
      async handle({ row, context }) {
        const asked = admit({ ports, row, type: context.params['type'] })
        if (!asked.ok) return asked.refusal
        const { type, patient } = asked
        const query = new URLSearchParams(context.url.search)
        const page = pageAsked(query)
        const parameters = page === null ? null : compartmentSearch({ type, query, patient })
        if (page === null || parameters === null) return problem('badRequest')
        const person = await personOf(ports, patient)
        const bases = await ports.bases()
        const resources = await unlessRefused(everyOf({ ports, type, parameters, person, bases }))
        // A value that the store cannot search by says nothing about this central.
        if (resources === null) return problem('badRequest')
        // Texts go by age, pages by id: a change between two pages moves nothing from one to the other.
        const entries = byId(withinBudget(resources.map((one) => shownOf(ports, one, { person, bases }))))
        const { entries: shown, more } = pageOf(entries, page)
        const ids = new Set(shown.map((one) => ('id' in one ? one.id : null)))
        const read = resources.filter(({ id }) => ids.has(id))
        await log({ ports, row, patient, query: `${type}?${parameters.toString()}`, resources: read })
        const along = type === 'Patient' ? [] : await included(ports.fhir, shown)
        if (await hasEnded(ports, row)) return problem('ended')
        const next = `${type}?${new URLSearchParams([...query, ['_page', String(page + 1)]]).toString()}`
        return fhir({
          resourceType: 'Bundle',
          type: 'searchset',
          total: resources.length,
          ...(more ? { link: [{ relation: 'next', url: next }] } : {}),
          entry: [
            ...shown.map((resource) => ({ resource, search: { mode: 'match' } })),
            ...along.map((resource) => ({ resource, search: { mode: 'include' } })),
          ],
        })
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
        const person = await personOf(ports, asked.patient)
        const bases = await ports.bases()
        const isPatient = isOf(person, dayAt(ports.now().getTime()), bases)
        if (resource === null || !belongsTo(resource, person, isPatient)) return problem('notFound')
        await log({ ports, row, patient: asked.patient, query: reference, resources: [resource] })
        if (await hasEnded(ports, row)) return problem('ended')
        return fhir(shownOf(ports, resource, { person, bases }))
      },
    },
  ]
}

/** Only what a session reads of it. */
function shownOf(
  ports: GatewayPorts,
  one: Resource,
  { person, bases }: { readonly person: Patient; readonly bases: readonly string[] },
): object {
  const today = ports.visits.today()
  if (one.resourceType === 'Patient') return narrowPatient(one, today)
  const isPatient = isOf(person, today, bases)
  const own = { isPatient, reference: `Patient/${person.id}`, bases }
  const shown = withOwnReference(trimmed(one, isPatient), own)
  return typeof shown === 'object' && shown !== null ? shown : {}
}

/** The page that is asked for, 1 without a word, taken out of the query; null when it is no number. */
function pageAsked(query: URLSearchParams): number | null {
  const said = query.getAll('_page')
  query.delete('_page')
  if (said.length === 0) return 1
  return said.length === 1 && /^[1-9]\d{0,3}$/.test(said[0] ?? '') ? Number(said[0]) : null
}

/** The bound patient; throws when the record lost it: then nothing is anybody's. */
async function personOf({ fhir: store }: GatewayPorts, patient: string): Promise<Patient> {
  const person = await store.read(patient)
  if (person?.resourceType !== 'Patient') throw new Error('the bound patient cannot be read')
  return person
}

/** Everything that names the patient, by address or by identifier, each once. */
async function everyOf({
  ports,
  type,
  parameters,
  person,
  bases,
}: {
  readonly ports: GatewayPorts
  readonly type: ReadableType
  readonly parameters: URLSearchParams
  readonly person: Patient
  readonly bases: readonly string[]
}): Promise<readonly Resource[]> {
  const isPatient = isOf(person, dayAt(ports.now().getTime()), bases)
  const found = new Map<string | undefined, Resource>()
  for (const having of searchesFor({ type, parameters, person })) {
    for (const resource of await searchAll(ports.fhir, { type, having })) {
      if (belongsTo(resource, person, isPatient)) found.set(resource.id, resource)
    }
  }
  return [...found.values()]
}

/** The search by address, and the same by each identifier. A message is also looked for by whom it went to. */
function searchesFor({
  type,
  parameters,
  person,
}: {
  readonly type: ReadableType
  readonly parameters: URLSearchParams
  readonly person: Patient
}): readonly URLSearchParams[] {
  if (type === 'Patient') return [parameters]
  const own = patientParameter[type]
  const rest = [...parameters].filter(([name]) => name !== own)
  const names = type === 'Communication' ? [own, 'recipient'] : [own]
  const identifiers = identifierTokens(person)
  return names.flatMap((name) => [
    new URLSearchParams([...rest, [name, `Patient/${person.id}`]]),
    ...identifiers.map((value) => new URLSearchParams([...rest, [`${name}:identifier`, value]])),
  ])
}

/** Null when the store refuses what was asked; its other errors are thrown. */
async function unlessRefused<T>(search: Promise<T>): Promise<T | null> {
  try {
    return await search
  } catch (error) {
    if (error instanceof OperationOutcomeError) return null
    throw error
  }
}

type Admission =
  | { readonly ok: true; readonly type: ReadableType; readonly patient: string }
  | { readonly ok: false; readonly refusal: Response }

/**
 * Who came for a child sees who the child is, and nothing of its file: there is no mandate yet. Who came for himself
 * or to choose who looks along sees his file when the hospital's policy offers that here and is content with how he was identified.
 */
export function admit({
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
  const preview = readable.output !== 'Patient'
  const allowed =
    journeyOfClaim(claim).stages.some((stage) => stage === 'dossier' || stage === 'preview') &&
    policy.preview.route === 'offered' &&
    meets(assurance, previewIdentity(policy))
  if (preview && !allowed) return { ok: false, refusal: problem('conflict') }
  return { ok: true, type: readable.output, patient }
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
  const about = { hospital: ports.hospital, at: instantOf(ports.now()) }
  await ports.fhir.create(auditEvent(readEvent(read), about))
}

function fhir(resource: object): Response {
  return new Response(JSON.stringify(resource), {
    headers: { 'content-type': 'application/fhir+json', 'cache-control': 'no-store' },
  })
}
