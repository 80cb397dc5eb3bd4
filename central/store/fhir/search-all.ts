/**
 * The one search of the central: every page of it, in an order that does not change, or an error. Who decides by what
 * was found (a block, a mandate, a patient) must never decide by half of it, so there is no way to ask for the first page
 * only. A status or a category is asked of the server and looked at again here: a server may ignore what it does not know.
 */
import type { Bundle, Resource } from '@medplum/fhirtypes'
import type { FhirStore } from './store.ts'

export type ResourceOf<T extends Resource['resourceType']> = Extract<Resource, { resourceType: T }>

/** Not every page could be read, or the pages did not fit together: nothing may be shown or decided. */
export class NotAllRead extends Error {
  override readonly name = 'NotAllRead'
}

export interface Search<T extends Resource['resourceType']> {
  readonly type: T
  /** FHIR R4 search parameters, such as `patient` or `identifier`; paging and order are added here. */
  readonly having: Readonly<Record<string, string>> | URLSearchParams
  /** Codes of `status`; absent: all. */
  readonly status?: readonly string[]
  /** Codes of `category`, whatever their system; absent: all. */
  readonly category?: readonly string[]
}

/** Types that have a status and, in R4, no search parameter for it: a server would ignore it or find nothing. */
const withoutStatus: ReadonlySet<string> = new Set(['Flag', 'AllergyIntolerance', 'VerificationResult'])
/** Resources of one page. */
const pageSize = 500
/** Pages after which something is wrong: 100,000 resources of one kind for one question. */
const mostPages = 200
/** Readings from the start when resources came or went between two pages. */
const mostReadings = 3

/** All that match, in the order in which they were last changed. Throws {@link NotAllRead}. */
export async function searchAll<T extends Resource['resourceType']>(
  fhir: Pick<FhirStore, 'search'>,
  search: Search<T>,
): Promise<readonly ResourceOf<T>[]> {
  for (let reading = 1; reading <= mostReadings; reading += 1) {
    const found = await readPages(fhir, search)
    if (found !== null) return found.filter((resource) => fits(resource, search)).toSorted(inOrder)
  }
  throw new NotAllRead(`${search.type}: the pages changed while they were read`)
}

/** Null when the pages do not add up to the total that the server names: then something changed between two of them. */
async function readPages<T extends Resource['resourceType']>(
  fhir: Pick<FhirStore, 'search'>,
  { type, having, status, category }: Search<T>,
): Promise<readonly ResourceOf<T>[] | null> {
  const first = new URLSearchParams(having instanceof URLSearchParams ? having : { ...having })
  if (status !== undefined && !withoutStatus.has(type)) first.set('status', status.join(','))
  if (category !== undefined) first.set('category', category.join(','))
  first.set('_sort', '_lastUpdated,_id')
  first.set('_count', String(pageSize))
  let parameters: URLSearchParams | null = first
  const found = new Map<string, ResourceOf<T>>()
  let entries = 0
  let total: number | undefined
  for (let page = 1; parameters !== null; page += 1) {
    if (page > mostPages) throw new NotAllRead(`${type}: more than ${String(mostPages)} pages`)
    const bundle: Bundle = await fhir.search(type, parameters)
    for (const { resource, search } of bundle.entry ?? []) {
      // What the server adds (an OperationOutcome, an included resource) is no result.
      if (search?.mode !== undefined && search.mode !== 'match') continue
      entries += 1
      if (!isOf(resource, type)) continue
      if (resource.id === undefined) throw new NotAllRead(`${type}: a result without an id`)
      // The same one twice: something was written between two pages, and another may have slipped through.
      if (found.has(resource.id)) return null
      found.set(resource.id, resource)
    }
    total = bundle.total ?? total
    parameters = nextPage(bundle, parameters)
  }
  return total !== undefined && total !== entries ? null : [...found.values()]
}

/** The parameters that the link `next` carries (FHIR R4 http.html#paging); null on the last page. */
function nextPage(bundle: Bundle, now: URLSearchParams): URLSearchParams | null {
  const link = bundle.link?.find(({ relation }) => relation === 'next')
  if (link === undefined) return null
  const mark = link.url.indexOf('?')
  const next = new URLSearchParams(mark < 0 ? '' : link.url.slice(mark + 1))
  if (mark < 0 || next.toString() === now.toString()) throw new NotAllRead('a next page that leads nowhere')
  return next
}

function isOf<T extends Resource['resourceType']>(resource: Resource | undefined, type: T): resource is ResourceOf<T> {
  return resource?.resourceType === type
}

function fits(resource: Resource, { status, category }: Search<Resource['resourceType']>): boolean {
  if (status !== undefined && !('status' in resource && status.some((code) => code === resource.status))) return false
  return category === undefined || categoriesOf(resource).some((code) => category.includes(code))
}

function categoriesOf(resource: Resource): readonly string[] {
  if (!('category' in resource)) return []
  return [resource.category].flat().flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('coding' in one) || !Array.isArray(one.coding)) return []
    return one.coding.flatMap((coding: unknown) =>
      typeof coding === 'object' && coding !== null && 'code' in coding && typeof coding.code === 'string'
        ? [coding.code]
        : [],
    )
  })
}

/** The oldest first, then by id: the same order from every server. */
function inOrder(one: Resource, other: Resource): number {
  return instantOf(one) - instantOf(other) || ((one.id ?? '') < (other.id ?? '') ? -1 : 1)
}

function instantOf({ meta }: Resource): number {
  const instant = Date.parse(meta?.lastUpdated ?? '')
  return Number.isNaN(instant) ? 0 : instant
}
