/** References to the patient in one form, whichever they came in: the session knows the patient by one number at most. */

/** A copy in which everything that names the patient says `Patient/<id>`. */
export function withOwnReference(node: unknown, isPatient: (reference: unknown) => boolean, own: string): unknown {
  if (Array.isArray(node)) return node.map((part: unknown) => withOwnReference(part, isPatient, own))
  if (typeof node !== 'object' || node === null) return node
  if (('reference' in node || 'identifier' in node) && !('resourceType' in node) && isPatient(node))
    return { reference: own }
  return Object.fromEntries(
    Object.entries(node).map(([key, part]: readonly [string, unknown]) => [
      key,
      withOwnReference(part, isPatient, own),
    ]),
  )
}
