/** Medicines, places and people that the preview has to name, read once each; never a patient or a relative. */
import type { FhirStore } from '../../../store/fhir/store.ts'
import { trimmed } from './trim.ts'

/** Types that are read along, by the names of the elements that point to them. */
const local = /^(Medication|Location|Practitioner|PractitionerRole|Organization)\/[A-Za-z0-9.-]{1,64}$/
/** Most that is read along with one answer. */
const mostIncluded = 500

/** What these resources refer to and do not name themselves; a place always, for the route. */
export async function included(fhir: FhirStore, resources: readonly object[]): Promise<readonly object[]> {
  const done = new Map<string, object | null>()
  let wanted = [...new Set(resources.flatMap(references))]
  // A role names a practitioner, who has the name: two steps are enough.
  for (let step = 0; step < 2 && wanted.length > 0; step += 1) {
    for (const reference of wanted.slice(0, mostIncluded - done.size)) {
      const found = await fhir.read(reference)
      done.set(reference, found === null ? null : trimmed(found, () => false))
    }
    const found = wanted.flatMap((reference) => done.get(reference) ?? [])
    wanted = [...new Set(found.flatMap(references))].filter((reference) => !done.has(reference))
  }
  return [...done.values()].filter((one) => one !== null)
}

function references(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(references)
  if (typeof node !== 'object' || node === null) return []
  const own =
    'reference' in node && typeof node.reference === 'string' ? node.reference.replace(/\/_history\/.*$/, '') : ''
  const named = 'display' in node && !/^(Location|Medication)\//.test(own)
  return [...(local.test(own) && !named ? [own] : []), ...Object.values(node).flatMap(references)]
}
