/** A FHIR store in memory with the searches that gateway and desk page make; the real one has its own tests. */
import type { Bundle, Patient, Resource } from '@medplum/fhirtypes'
import type { FhirStore } from '../../central/store/fhir/store.ts'

export interface MemoryStore extends FhirStore {
  readonly all: Resource[]
  /** Parameters of every search, as they came. */
  readonly searches: string[]
  failing: boolean
}

export function memoryStore(seed: readonly Resource[]): MemoryStore {
  const all: Resource[] = [...seed]
  let next = 1
  const store: MemoryStore = {
    all,
    searches: [],
    failing: false,
    read: async (reference) => all.find((found) => `${found.resourceType}/${found.id}` === reference) ?? null,
    async search(type, parameters) {
      store.searches.push(`${type}?${parameters}`)
      const found = all.filter((candidate) => candidate.resourceType === type && matches(candidate, parameters))
      return { resourceType: 'Bundle', type: 'searchset', entry: found.map((resource) => ({ resource })) }
    },
    async transaction(bundle: Bundle) {
      for (const entry of bundle.entry ?? []) {
        if (entry.resource === undefined) throw new Error('no resource')
        const tag = entry.request?.ifNoneExist?.split('=')[1]
        const known = all.some((stored) => (stored.meta?.tag ?? []).some((t) => `${t.system}|${t.code}` === tag))
        if (!known) await store.create(entry.resource)
      }
      return { resourceType: 'Bundle', type: 'transaction-response' }
    },
    async create(resource) {
      if (store.failing) throw new Error('disk full')
      const stored = { ...resource, id: `made-${next++}` }
      all.push(stored)
      return stored
    },
    update: () => Promise.reject(new Error('not used here')),
  }
  return store
}

function matches(resource: Resource, parameters: URLSearchParams): boolean {
  for (const [name, value] of parameters) {
    const text = JSON.stringify(resource)
    if (name === '_id' && resource.id !== value) return false
    if (name === 'identifier') {
      const [system, number] = value.split('|')
      const identifiers = (resource as Patient).identifier ?? []
      if (!identifiers.some((one) => one.system === system && one.value === number)) return false
    }
    if (name === 'birthdate' && (resource as Patient).birthDate !== value) return false
    if (['patient', 'subject', 'actor', 'entity'].includes(name) && !text.includes(`"reference":"${value}"`))
      return false
  }
  return true
}
