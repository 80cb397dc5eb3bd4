/**
 * A transaction of FHIR R4 (http.html#transaction) over the writer: creations, conditional creations and updates, with links
 * between the entries, however many there are. It waits for nothing: all of it is one database transaction of the caller's,
 * so that what a condition found is still true when its entry is written.
 */
import { randomUUID } from 'node:crypto'
import { badRequest, OperationOutcomeError, parseSearchRequest, preconditionFailed } from '@medplum/core'
import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes'
import { find } from './find.ts'
import { follow } from './references.ts'
import type { FhirTable, Stored } from './table.ts'
import type { FhirWriter } from './writer.ts'

type Plan =
  /** Its condition found one already: nothing is written, links lead there. */
  | { readonly kind: 'known'; readonly resource: Stored }
  | { readonly kind: 'create'; readonly resource: Resource; readonly id: string }
  | { readonly kind: 'update'; readonly resource: Resource; readonly id: string; readonly ifMatch: string | null }

/**
 * The answer, an entry for each entry in the same order. Throws an OperationOutcomeError when one cannot be done: the caller
 * rolls back.
 */
export function runTransaction(writer: FhirWriter, bundle: Bundle): Bundle {
  if (bundle.type !== 'transaction') throw new Error('only transactions are atomic')
  const entries = bundle.entry ?? []
  const plans = entries.map((entry) => planOf(writer.table, entry))
  const addresses = new Map<string, string>()
  const places = new Set<string>()
  for (const [at, plan] of plans.entries()) {
    const place = `${plan.resource.resourceType}/${plan.kind === 'known' ? plan.resource.id : plan.id}`
    // R4: the identities of a transaction may not overlap.
    const key = `${plan.resource.resourceType}?${entries[at]?.request?.ifNoneExist ?? place}`
    if (places.has(place) || places.has(key)) refuse('Two entries are the same resource')
    places.add(place).add(key)
    const { fullUrl } = entries[at] ?? {}
    if (fullUrl !== undefined) addresses.set(fullUrl, place)
  }
  return {
    resourceType: 'Bundle',
    type: 'transaction-response',
    entry: plans.map((plan) => done(writer, plan, addresses)),
  }
}

function planOf(table: FhirTable, { resource, request }: BundleEntry): Plan {
  if (resource === undefined || request === undefined) return refuse('An entry needs a resource and a request')
  const { method, url, ifNoneExist, ifMatch } = request
  const [type, id, ...more] = url.split('/')
  if (type !== resource.resourceType || more.length > 0) return refuse('The address is of another type')
  if (method === 'POST' && id === undefined) {
    const known = ifNoneExist === undefined ? null : matching(table, type, ifNoneExist)
    return known === null ? { kind: 'create', resource, id: randomUUID() } : { kind: 'known', resource: known }
  }
  if (method === 'PUT' && id !== undefined)
    return { kind: 'update', resource, id, ifMatch: ifMatch === undefined ? null : versionOf(ifMatch) }
  // Nothing is deleted here, a status says that it does not hold any more; PATCH is no portable way (docs/protocol.md).
  return refuse(`${method} is not offered`)
}

/** What a condition finds: one, or none. More than one fits no creation (R4 http.html#ccreate). */
function matching(table: FhirTable, type: string, condition: string): Stored | null {
  const { page } = find(table, { ...parseSearchRequest(`${type}?${condition}`), count: 2 })
  const [found = null, ...more] = page
  if (more.length > 0) throw new OperationOutcomeError(preconditionFailed)
  return found
}

function done(writer: FhirWriter, plan: Plan, addresses: ReadonlyMap<string, string>): BundleEntry {
  switch (plan.kind) {
    case 'known':
      return answer('200', plan.resource)
    case 'create':
      return answer('201', writer.create(linked(plan.resource, addresses), plan.id))
    case 'update':
      return answer('200', writer.update({ ...linked(plan.resource, addresses), id: plan.id }, plan.ifMatch))
    default:
      return plan satisfies never
  }
}

function linked(resource: Resource, addresses: ReadonlyMap<string, string>): Resource {
  const copy = structuredClone(resource)
  follow(copy, addresses)
  return copy
}

function answer(status: string, resource: Stored): BundleEntry {
  return { response: { status, location: `${resource.resourceType}/${resource.id}` }, resource }
}

/** `W/"3"` is version 3 (RFC 9110 section 8.8.3). */
export function versionOf(ifMatch: string): string {
  return ifMatch.replace(/^(W\/)?"?([^"]*)"?$/, '$2')
}

function refuse(text: string): never {
  throw new OperationOutcomeError(badRequest(text))
}
