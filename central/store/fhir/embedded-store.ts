/** The embedded FHIR R4 store: our engine over SQLite. Each writing call is one database transaction that waits for nothing. */
import type { DatabaseSync } from 'node:sqlite'
import { formatSearchQuery, parseSearchRequest } from '@medplum/core'
import type { Bundle, Resource } from '@medplum/fhirtypes'
import type { Now } from '../../clock/clock.ts'
import { inTransaction } from '../base/transaction.ts'
import { find } from './find.ts'
import { runTransaction, versionOf } from './run-transaction.ts'
import type { FhirStore } from './store.ts'
import { fhirTable } from './table.ts'
import type { Stored } from './table.ts'
import { FhirWriter } from './writer.ts'

export class EmbeddedStore implements FhirStore {
  readonly #database: DatabaseSync
  readonly #writer: FhirWriter
  readonly #listeners = new Set<(changed: readonly Resource[]) => void>()

  constructor({ database, now }: { readonly database: DatabaseSync; readonly now: Now }) {
    this.#database = database
    this.#writer = new FhirWriter({ table: fhirTable(database), now })
  }

  async read(reference: string): Promise<Resource | null> {
    const [type = '', id = ''] = reference.split('/')
    return this.#writer.table.read(type, id)
  }

  async history(reference: string): Promise<readonly Resource[]> {
    const [type = '', id = ''] = reference.split('/')
    return this.#writer.table.history(type, id)
  }

  async search(type: string, parameters: URLSearchParams): Promise<Bundle> {
    const text = parameters.toString()
    const request = parseSearchRequest(text === '' ? type : `${type}?${text}`)
    const { total, page } = find(this.#writer.table, request)
    const after = (request.offset ?? 0) + page.length
    const next = page.length > 0 && after < total ? formatSearchQuery({ ...request, offset: after }) : null
    return {
      resourceType: 'Bundle',
      type: 'searchset',
      total,
      ...(next === null ? {} : { link: [{ relation: 'next', url: `${type}${next}` }] }),
      entry: page.map((resource) => ({ resource, search: { mode: 'match' } })),
    }
  }

  /** However many entries: one transaction of the database. */
  async transaction(bundle: Bundle): Promise<Bundle> {
    const answer = await this.#alone(() => runTransaction(this.#writer, bundle))
    this.#tell((bundle.entry ?? []).flatMap(({ resource }) => resource ?? []))
    return answer
  }

  async create<T extends Resource>(resource: T): Promise<T> {
    const written = await this.#alone(() => this.#writer.create(resource))
    this.#tell([written])
    return written
  }

  /** Writes resources that already have ids, all or none. */
  async seed(resources: readonly Stored[]): Promise<void> {
    await this.#alone(() => resources.forEach((resource) => this.#writer.create(resource, resource.id)))
  }

  async update<T extends Resource>(resource: T, ifMatch: string): Promise<T> {
    const written = await this.#alone(() => this.#writer.update(resource, versionOf(ifMatch)))
    this.#tell([written])
    return written
  }

  /** Hears what was written here, once it is; what happens then is the listener's own, and never undoes the writing. */
  watch(listener: (changed: readonly Resource[]) => void): void {
    this.#listeners.add(listener)
  }

  /** `Type/id` of everything of a type, the oldest first, without reading it. */
  async names(type: string): Promise<readonly string[]> {
    return this.#writer.table.ids(type).map((id) => `${type}/${id}`)
  }

  /** Everything of a type, for seeding and for tests. */
  all(type: string): readonly Stored[] {
    return this.#writer.table.candidates(type, null)
  }

  #tell(changed: readonly Resource[]): void {
    for (const listener of this.#listeners) listener(changed)
  }

  async #alone<R>(work: () => R): Promise<R> {
    return inTransaction(this.#database, work)
  }
}
