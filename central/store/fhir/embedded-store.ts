/** The embedded FHIR R4 store: the router's REST and Bundle engine over SQLite, one writer at a time. */
import type { DatabaseSync } from 'node:sqlite'
import { isOk, normalizeErrorString, OperationOutcomeError, parseSearchRequest } from '@medplum/core'
import { FhirRouter } from '@medplum/fhir-router'
import type { FhirRequest } from '@medplum/fhir-router'
import type { Bundle, Resource } from '@medplum/fhirtypes'
import type { Now } from '../../clock.ts'
import { withFreshAddresses } from './addresses.ts'
import { StagingRepository } from './staging.ts'
import type { FhirStore } from './store.ts'
import { fhirTable } from './table.ts'
import type { FhirTable, Stored } from './table.ts'

/** What else belongs to a transaction's commit. */
export interface Alongside {
  /** Resources of the central's own that name what was just made. */
  readonly more?: (response: Bundle) => readonly Resource[]
  /** Writes to the same database, without waiting. */
  readonly write?: () => void
}

export class EmbeddedStore implements FhirStore {
  readonly #table: FhirTable
  readonly #now: Now
  readonly #router = new FhirRouter()
  /** Searches of `ifNoneExist` and the write that follows may not be interleaved with another request's. */
  #queue: Promise<unknown> = Promise.resolve()

  constructor({ database, now }: { readonly database: DatabaseSync; readonly now: Now }) {
    this.#table = fhirTable(database)
    this.#now = now
  }

  read(reference: string): Promise<Resource | null> {
    const [type = '', id = ''] = reference.split('/')
    return Promise.resolve(this.#table.read(type, id))
  }

  history(reference: string): Promise<readonly Resource[]> {
    const [type = '', id = ''] = reference.split('/')
    return Promise.resolve(this.#table.history(type, id))
  }

  search(type: string, parameters: URLSearchParams): Promise<Bundle> {
    const text = parameters.toString()
    return this.#repository().search(parseSearchRequest(text === '' ? type : `${type}?${text}`))
  }

  /** One atomic transaction (at most eight conditional entries, the router's cap). */
  transaction(bundle: Bundle): Promise<Bundle> {
    return this.transactionWith(bundle, {})
  }

  /** As `transaction`; what stands alongside is committed with it or not at all. */
  transactionWith(bundle: Bundle, alongside: Alongside): Promise<Bundle> {
    return this.#alone(async () => {
      const repository = this.#repository()
      const [outcome, response] = await this.#router.handleRequest(transactionRequest(bundle), repository)
      if (!isOk(outcome) || response?.resourceType !== 'Bundle') throw new OperationOutcomeError(outcome)
      for (const resource of alongside.more?.(response) ?? []) await repository.createResource(resource)
      this.#table.commit(repository.staged, alongside.write)
      return response
    })
  }

  create<T extends Resource>(resource: T): Promise<T> {
    return this.#alone(async () => {
      const repository = this.#repository()
      const created = await repository.createResource(resource)
      this.#table.commit(repository.staged)
      return created
    })
  }

  /** Writes resources that already have ids, all or none. */
  seed(resources: readonly Stored[]): Promise<void> {
    return this.#alone(async () => {
      const repository = this.#repository()
      for (const resource of resources) await repository.createResource(resource, { assignedId: true })
      this.#table.commit(repository.staged)
    })
  }

  update<T extends Resource>(resource: T, ifMatch: string): Promise<T> {
    return this.#alone(async () => {
      const repository = this.#repository()
      const version = ifMatch.replace(/^(W\/)?"?([^"]*)"?$/, '$2')
      const updated = await repository.updateResource(resource, { ifMatch: version })
      this.#table.commit(repository.staged)
      return updated
    })
  }

  /** `Type/id` of everything of a type, the oldest first, without reading it. */
  names(type: string): readonly string[] {
    return this.#table.ids(type).map((id) => `${type}/${id}`)
  }

  /** Everything of a type, for seeding and for tests. */
  all(type: string): readonly Stored[] {
    return this.#table.candidates(type, null)
  }

  #repository(): StagingRepository {
    return new StagingRepository({ table: this.#table, now: this.#now })
  }

  #alone<R>(work: () => Promise<R>): Promise<R> {
    const turn = this.#queue.then(work)
    this.#queue = turn.catch(() => undefined)
    return turn
  }
}

/** A transaction for the router, which otherwise would run it as a batch. */
function transactionRequest(bundle: Bundle): FhirRequest {
  if (bundle.type !== 'transaction') throw new Error('only transactions are atomic')
  return {
    method: 'POST',
    url: '/',
    pathname: '',
    body: withFreshAddresses(bundle),
    params: {},
    query: {},
    config: { transactions: true },
  }
}

/** The text of what a store refused, for staff. Never for a log: it may name values. */
export function refusalText(error: unknown): string {
  return normalizeErrorString(error)
}
