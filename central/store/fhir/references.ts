/** Temporary addresses in a transaction (HL7 FHIR R4, http.html#trules): links follow them, and nothing else does. */

/**
 * Changes `reference` wherever it names one of the addresses; `node` is ours to change. Only links: an identifier may well
 * hold the same `urn:uuid:` for ever, because it is the key by which a second delivery finds what the first one made.
 */
export function follow(node: unknown, addresses: ReadonlyMap<string, string>): void {
  if (Array.isArray(node)) for (const part of node) follow(part, addresses)
  else if (typeof node === 'object' && node !== null) {
    if ('reference' in node && typeof node.reference === 'string') {
      node.reference = addresses.get(node.reference) ?? node.reference
    }
    for (const part of Object.values(node)) follow(part, addresses)
  }
}
