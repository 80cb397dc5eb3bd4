/** References in one form, whichever they came in: the session knows the patient by one number, and no address. */

interface Own {
  readonly isPatient: (reference: unknown) => boolean
  /** `Patient/<id>` */
  readonly reference: string
  /** Addresses of this record, without a slash at the end. */
  readonly bases: readonly string[]
}

/** A copy in which all that names the patient says `Patient/<id>`, and what names this record otherwise is relative. */
export function withOwnReference(node: unknown, own: Own): unknown {
  if (Array.isArray(node)) return node.map((part: unknown) => withOwnReference(part, own))
  if (typeof node !== 'object' || node === null) return node
  if (('reference' in node || 'identifier' in node) && !('resourceType' in node) && own.isPatient(node))
    return { reference: own.reference }
  return Object.fromEntries(
    Object.entries(node).map(([key, part]: readonly [string, unknown]) => [
      key,
      key === 'reference' && typeof part === 'string' ? relative(part, own.bases) : withOwnReference(part, own),
    ]),
  )
}

function relative(reference: string, bases: readonly string[]): string {
  const base = bases.find((one) => reference.startsWith(`${one}/`))
  return base === undefined ? reference : reference.slice(base.length + 1)
}
