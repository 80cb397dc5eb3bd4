/** FHIR search over the table: narrowed by the index, then each candidate tested as the parameters say. */
import { evalFhirPath, getSearchParameter, matchesSearchRequest } from '@medplum/core'
import type { SearchRequest } from '@medplum/core'
import { localReference, type IndexValue } from './index-values.ts'
import type { FhirTable, Stored } from './table.ts'
import { plainText } from './token-text.ts'

/** Most resources of one answer, whatever `_count` says. */
const mostResults = 1000

export interface FindResult {
  readonly total: number
  readonly page: readonly Stored[]
}

export function find(table: FhirTable, request: SearchRequest): FindResult {
  const { references, rest } = split(request)
  const found = table
    .candidates(request.resourceType, narrowing(request))
    .filter(
      (resource) => references.every((one) => hasReference(resource, one)) && matchesSearchRequest(resource, rest),
    )
  const sorted = sort(found, request)
  const from = request.offset ?? 0
  return { total: found.length, page: sorted.slice(from, from + Math.min(request.count ?? 20, mostResults)) }
}

interface ReferenceFilter {
  readonly expression: string
  /** `Type/id`, or "system|value" of a logical reference. */
  readonly value: string
}

/** Filters by one whole reference are ours: absolute, versioned and logical references count too. */
function split(request: SearchRequest): {
  readonly references: readonly ReferenceFilter[]
  readonly rest: SearchRequest
} {
  const references: ReferenceFilter[] = []
  const filters = (request.filters ?? []).filter(({ code, operator, value }) => {
    const parameter = getSearchParameter(request.resourceType, code)
    const expression = parameter?.type === 'reference' ? parameter.expression : undefined
    const whole = operator === 'identifier' || (operator === 'eq' && literal.test(value))
    if (expression === undefined || !whole) return true
    // Whether a reference is to a patient, its value says already; a logical one could not be followed.
    references.push({
      expression: expression.replaceAll(/\.where\(resolve\(\) is \w+\)/g, ''),
      value: plainText(value),
    })
    return false
  })
  return { references, rest: { ...request, filters } }
}

const literal = /^(?:[A-Z][A-Za-z]+\/|urn:uuid:)[A-Za-z0-9.-]+$/

function hasReference(resource: Stored, { expression, value }: ReferenceFilter): boolean {
  return evalFhirPath(expression, resource).some((one: unknown) => {
    if (typeof one !== 'object' || one === null) return false
    // Both may stand there, and name the same: the address of another server, and a number that is known here.
    if ('reference' in one && typeof one.reference === 'string') {
      if (one.reference === value || localReference(one.reference) === value) return true
    }
    const identifier: unknown = 'identifier' in one ? one.identifier : null
    if (typeof identifier !== 'object' || identifier === null) return false
    const [system, number] = [
      'system' in identifier ? identifier.system : '',
      'value' in identifier ? identifier.value : '',
    ]
    return value === `${String(system)}|${String(number)}`
  })
}

/** One exact value that every match must have, if the parameters name one: a plain equality without alternatives. */
function narrowing(request: SearchRequest): IndexValue | null {
  for (const { code, operator, value } of request.filters ?? []) {
    if (operator === 'identifier') return { param: 'reference', value: plainText(value) }
    if (value.includes(',') || !['eq', 'exact', 'equals'].includes(operator)) continue
    if (code === 'identifier' && /^[^|]+\|[^|]+$/.test(value)) return { param: 'identifier', value }
    if (code === '_tag' && /^[^|]+\|[^|]+$/.test(value)) return { param: 'tag', value }
    if (code === 'birthdate' && /^\d{4}-\d\d-\d\d$/.test(value)) return { param: 'birthdate', value }
    const isReference = getSearchParameter(request.resourceType, code)?.type === 'reference'
    if (isReference && literal.test(value)) return { param: 'reference', value }
  }
  return null
}

/** By the first value of each parameter's expression; resources without one come last. */
function sort(found: readonly Stored[], { resourceType, sortRules = [] }: SearchRequest): readonly Stored[] {
  const rules = sortRules.flatMap(({ code, descending }) => {
    const expression = getSearchParameter(resourceType, code)?.expression
    return expression === undefined ? [] : [{ expression, sign: descending === true ? -1 : 1 }]
  })
  if (rules.length === 0) return found
  // Each key is computed once: reading an expression costs far more than comparing.
  const keyed = found.map((resource) => ({
    resource,
    keys: rules.map(({ expression }) => sortKey(expression, resource)),
  }))
  const sorted = keyed.sort((a, b) => {
    for (const [at, { sign }] of rules.entries()) {
      const [left = '', right = ''] = [a.keys[at], b.keys[at]]
      if (left === right) continue
      if (left === '' || right === '') return left === '' ? 1 : -1
      return left < right ? -sign : sign
    }
    return 0
  })
  return sorted.map(({ resource }) => resource)
}

function sortKey(expression: string, resource: Stored): string {
  if (expression === 'Resource.id') return resource.id
  const first: unknown =
    expression === 'Resource.meta.lastUpdated' ? resource.meta?.lastUpdated : evalFhirPath(expression, resource)[0]
  if (typeof first === 'number') return String(first)
  if (typeof first === 'string') return instantKey(first) ?? first
  return first === undefined ? '' : JSON.stringify(first)
}

/** Times of different zones sort by the instant, not by their letters; null for anything but a whole time. */
function instantKey(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text)) return null
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? null : new Date(instant).toISOString()
}
