/** What holds for every text of a form, whether a screen shows it or not. */
import { steers } from '../plain-text.ts'
import type { FormFault, Loose } from './publish-elements.ts'

/** Members that hold an address. A relative one names a part of an extension. */
const addresses = ['url', 'system', 'profile', 'reference', 'source', 'uri', 'valueUri', 'valueUrl', 'valueCanonical']
const scheme = /^\s*([a-z][a-z0-9+.-]*):/iu
/** Levels of a Questionnaire: deeper ones are no form, and reading them would exhaust the stack. */
const deepest = 64

interface Place {
  readonly value: unknown
  /** The member that holds it; of a list that of the list. */
  readonly name: string
  readonly path: string
  /** The nearest item around it. */
  readonly linkId: string | null
  readonly depth: number
}

/** No text steers, and no address is one that a reader could run; null: too deep to be looked at. Order: as it stands. */
export function stringFaults(resource: Loose): readonly FormFault[] | null {
  const faults: FormFault[] = []
  const waiting: Place[] = [{ value: resource, name: '', path: '', linkId: null, depth: 0 }]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { value, path, linkId, depth } = at
    if (typeof value === 'string') {
      const why = stringFault(value, addresses.includes(at.name))
      if (why !== null) faults.push({ linkId, element: path, why })
    } else if (typeof value === 'object' && value !== null) {
      if (depth >= deepest) return null
      waiting.push(...within(at, value).toReversed())
    }
  }
  return faults
}

function stringFault(text: string, address: boolean): FormFault['why'] | null {
  if (steers(text)) return 'steers'
  const named = scheme.exec(text)?.[1]?.toLowerCase()
  return !address || named === undefined || ['http', 'https', 'urn'].includes(named) ? null : 'notHttps'
}

function within({ name, path, linkId, depth }: Place, value: object): readonly Place[] {
  const own: unknown = Reflect.get(value, 'linkId')
  const nearest = typeof own === 'string' ? own : linkId
  return Object.entries(value).map(([key, one]: readonly [string, unknown]) => ({
    value: one,
    name: Array.isArray(value) ? name : key,
    // An item begins a path of its own: its link id says where it is.
    path: Array.isArray(value) && name === 'item' ? '' : path === '' ? key : `${path}.${key}`,
    linkId: nearest,
    depth: depth + 1,
  }))
}
