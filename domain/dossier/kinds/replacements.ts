/** Which documents a newer one replaces (FHIR R4, DocumentReference.relatesTo), whatever their own status says. */
import * as v from 'valibot'
import type { Around, Read } from '../read/line.ts'
import { names, type Known } from '../read/references.ts'
import { DocumentReference, titleOf } from './document.ts'

/**
 * Titles by `Type/id` of what they replace; empty where the newer one is covered. What is an error, of somebody else or not
 * final yet replaces nothing, and neither do two that replace each other.
 */
export function replacements(
  all: readonly Known[],
  around: Around,
  read: (known: Known) => Read,
): ReadonlyMap<string, string> {
  const documents = all.filter(({ resource }) => resource.resourceType === 'DocumentReference')
  const newer = documents.filter(({ resource }) => resource['relatesTo'] !== undefined)
  if (newer.length === 0) return new Map()
  const byId = new Map(documents.map((known) => [known.resource.id ?? '', known]))
  const byAddress = new Map(documents.map((known) => [known.fullUrl ?? '', known]))
  const pairs = newer.flatMap((known) => {
    const parsed = v.safeParse(DocumentReference, known.resource)
    if (!parsed.success || parsed.output.docStatus === 'preliminary') return []
    const outcome = read(known)
    const title = 'line' in outcome ? titleOf(parsed.output, around) : outcome.leftOut === 'confidential' ? '' : null
    if (title === null) return []
    return (parsed.output.relatesTo ?? []).flatMap(({ code, target }) => {
      const text = target.reference ?? ''
      const id =
        /DocumentReference\/([A-Za-z0-9.-]+)(?:\/_history\/.*)?$/.exec(text)?.[1] ?? text.replace(/^urn:uuid:/, '')
      const old = byAddress.get(text) ?? byId.get(id)
      const isIt =
        code === 'replaces' && old !== undefined && old !== known && names(target, old, around.bases, around.now)
      return isIt ? [{ old, known, title }] : []
    })
  })
  const both = pairs.filter(({ old, known }) => !pairs.some((other) => other.old === known && other.known === old))
  return new Map(both.map(({ old, title }) => [`DocumentReference/${old.resource.id ?? ''}`, title]))
}
