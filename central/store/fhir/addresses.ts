/** Temporary addresses in a transaction, before the router sees them. */
import { randomUUID } from 'node:crypto'
import type { Bundle } from '@medplum/fhirtypes'

/**
 * A copy in which every entry has a fresh temporary address and only references follow it. The router replaces an
 * address in every string; FHIR (R4 http.html#trules) means links only, and an identifier may well hold the same
 * `urn:uuid:` for ever: it is the key by which a second delivery finds what the first one made.
 */
export function withFreshAddresses(bundle: Bundle): Bundle {
  const fresh = new Map<string, string>()
  for (const { fullUrl } of bundle.entry ?? []) {
    if (fullUrl?.startsWith('urn:uuid:') === true) fresh.set(fullUrl, `urn:uuid:${randomUUID()}`)
  }
  const copy = structuredClone(bundle)
  for (const entry of copy.entry ?? []) {
    const address = fresh.get(entry.fullUrl ?? '')
    if (address !== undefined) entry.fullUrl = address
    follow(entry.resource, fresh)
  }
  return copy
}

/** Changes `reference` wherever it names one of the old addresses; `node` is ours to change. */
function follow(node: unknown, fresh: ReadonlyMap<string, string>): void {
  if (Array.isArray(node)) for (const part of node) follow(part, fresh)
  else if (typeof node === 'object' && node !== null) {
    if ('reference' in node && typeof node.reference === 'string') {
      node.reference = fresh.get(node.reference) ?? node.reference
    }
    for (const part of Object.values(node)) follow(part, fresh)
  }
}
