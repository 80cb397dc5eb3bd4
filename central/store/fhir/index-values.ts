/** The values of a resource that searches are narrowed by; the exact test comes after, on the resource itself. */
import type { Resource } from '@medplum/fhirtypes'

export interface IndexValue {
  readonly param: 'identifier' | 'tag' | 'reference' | 'birthdate' | 'status'
  readonly value: string
}

/** Identifiers and tags as "system|value", every literal reference wherever it stands, birth date, status. */
export function indexValues(resource: Resource): readonly IndexValue[] {
  const values = new Map<string, IndexValue>()
  const add = (param: IndexValue['param'], value: unknown): void => {
    if (typeof value === 'string' && value !== '') values.set(`${param} ${value}`, { param, value })
  }
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (typeof node !== 'object' || node === null) return
    for (const [key, part] of Object.entries(node)) {
      if (key === 'reference' && typeof part === 'string') {
        add('reference', part)
        add('reference', localReference(part))
      }
      if (key === 'identifier' && node !== resource) {
        for (const { system, value } of identifiers(part)) add('reference', `${system}|${value}`)
      }
      visit(part)
    }
  }
  visit(resource)
  for (const tag of resource.meta?.tag ?? []) add('tag', `${tag.system ?? ''}|${tag.code ?? ''}`)
  if ('identifier' in resource) {
    for (const { system, value } of identifiers(resource.identifier)) add('identifier', `${system}|${value}`)
  }
  if ('birthDate' in resource) add('birthdate', resource.birthDate)
  if ('status' in resource) add('status', resource.status)
  return [...values.values()]
}

/** `Type/id` at the end of an absolute or versioned reference: a search for it finds both (R4, search 3.1.1.4.12). */
export function localReference(text: string): string {
  // The same urn in capitals is the same one (RFC 4122).
  if (/^urn:uuid:/i.test(text)) return text.toLowerCase()
  return /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/.exec(text)?.[1] ?? text
}

function identifiers(element: unknown): readonly { readonly system: string; readonly value: string }[] {
  return (Array.isArray(element) ? element : [element]).flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('value' in one) || typeof one.value !== 'string') return []
    return [{ system: 'system' in one && typeof one.system === 'string' ? one.system : '', value: one.value }]
  })
}
