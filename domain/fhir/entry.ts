/** Entries of the one transaction: each with a key of its own, so that a replay creates nothing twice. */
import type { Bundle, BundleEntry, Coding, Identifier, Resource } from '@medplum/fhirtypes'
import { envelopeTag, uuidSystem } from '../coding/systems.ts'

export const urn = (uuid: string): string => `urn:uuid:${uuid}`

/** The identifier by which an entry is found again. */
export const keyOf = (uuid: string): Identifier => ({ system: uuidSystem, value: urn(uuid) })
/** The same for types without an identifier element: Provenance, AuditEvent. */
export const tagOf = (uuid: string): Coding => ({ system: envelopeTag, code: uuid })

/** Created unless its identifier is known. */
export function keyed(uuid: string, resource: Resource): BundleEntry {
  return entry(uuid, resource, `identifier=${uuidSystem}|${urn(uuid)}`)
}

/** Created unless its tag is known. */
export function tagged(uuid: string, resource: Resource): BundleEntry {
  return entry(uuid, resource, `_tag=${envelopeTag}|${uuid}`)
}

function entry(uuid: string, resource: Resource, ifNoneExist: string): BundleEntry {
  return { fullUrl: urn(uuid), resource, request: { method: 'POST', url: resource.resourceType, ifNoneExist } }
}

/** Most entries of one transaction: room for every signer of a set, with a representative, a step and a paper each. */
export const mostEntries = 40

export function transaction(entries: readonly BundleEntry[]): Bundle {
  if (entries.length > mostEntries) throw new Error('a transaction has too many entries')
  return { resourceType: 'Bundle', type: 'transaction', entry: [...entries] }
}
