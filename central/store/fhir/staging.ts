/**
 * What the router writes in one request, held back until all of it succeeded: a transaction that fails half-way has
 * written nothing (real rollback), and nothing waits inside an open database transaction.
 */
import { randomUUID } from 'node:crypto'
import { FhirRepository, RepositoryMode } from '@medplum/fhir-router'
import type { TransactionOptions, UpdateResourceOptions, CreateResourceOptions } from '@medplum/fhir-router'
import { badRequest, formatSearchQuery, notFound, OperationOutcomeError, preconditionFailed } from '@medplum/core'
import type { SearchRequest, WithId } from '@medplum/core'
import type { Bundle, Reference, Resource } from '@medplum/fhirtypes'
import type { Now } from '../../clock.ts'
import { find } from './find.ts'
import { validate } from './required-codes.ts'
import type { FhirTable, Stored } from './table.ts'

export class StagingRepository extends FhirRepository {
  readonly #table: FhirTable
  readonly #now: Now
  readonly #staged = new Map<string, Stored>()

  constructor({ table, now }: { readonly table: FhirTable; readonly now: Now }) {
    super()
    this.#table = table
    this.#now = now
  }

  /** What is to be committed, in the order of writing. */
  get staged(): readonly Stored[] {
    return [...this.#staged.values()]
  }

  override setMode(mode: RepositoryMode): void {
    // There is one database; reader and writer are the same.
    void mode
  }

  override generateId(): string {
    return randomUUID()
  }

  override async createResource<T extends Resource>(resource: T, options?: CreateResourceOptions): Promise<WithId<T>> {
    const id = options?.assignedId === true && resource.id !== undefined ? resource.id : randomUUID()
    return typed<WithId<T>>(await this.#write(withId(resource, id), 1))
  }

  override async updateResource<T extends Resource>(resource: T, options?: UpdateResourceOptions): Promise<WithId<T>> {
    const { resourceType, id } = resource
    const known = id === undefined ? null : this.#find(resourceType, id)
    if (id === undefined || known === null) return refuse(notFound)
    const version = known.meta?.versionId ?? ''
    if (options?.ifMatch !== undefined && options.ifMatch !== version) return refuse(preconditionFailed)
    return typed<WithId<T>>(await this.#write(withId(resource, id), Number(version) + 1))
  }

  override readResource<T extends Resource>(resourceType: string, id: string): Promise<WithId<T>> {
    const found = this.#find(resourceType, id)
    return found === null ? refuse(notFound) : Promise.resolve(typed<WithId<T>>(found))
  }

  override readReference<T extends Resource>(reference: Reference<T>): Promise<WithId<T>> {
    const [type = '', id = '', ...rest] = (reference.reference ?? '').split('/')
    return rest.length > 0 ? refuse(badRequest('Invalid reference')) : this.readResource<T>(type, id)
  }

  override readReferences<T extends Resource>(references: readonly Reference<T>[]): Promise<(T | Error)[]> {
    return Promise.all(
      references.map((reference) =>
        this.readReference(reference).catch((error: unknown) =>
          error instanceof Error ? error : new OperationOutcomeError(notFound),
        ),
      ),
    )
  }

  override readHistory<T extends Resource>(resourceType: string, id: string): Promise<Bundle<WithId<T>>> {
    const versions = this.#table.history(resourceType, id)
    if (versions.length === 0) return refuse(notFound)
    return Promise.resolve({
      resourceType: 'Bundle',
      type: 'history',
      entry: versions.map((resource) => ({ resource: typed<WithId<T>>(resource) })),
    })
  }

  override readVersion<T extends Resource>(resourceType: string, id: string, version: string): Promise<WithId<T>> {
    const found = this.#table.history(resourceType, id).find(({ meta }) => meta?.versionId === version)
    return found === undefined ? refuse(notFound) : Promise.resolve(typed<WithId<T>>(found))
  }

  override search<T extends Resource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    const { total, page } = find(this.#table, request, this.#staged)
    const after = (request.offset ?? 0) + page.length
    const more = page.length > 0 && after < total
    return Promise.resolve({
      resourceType: 'Bundle',
      type: 'searchset',
      total,
      ...(more
        ? {
            link: [
              { relation: 'next', url: `${request.resourceType}${formatSearchQuery({ ...request, offset: after })}` },
            ],
          }
        : {}),
      entry: page.map((resource) => ({ resource: typed<WithId<T>>(resource), search: { mode: 'match' } })),
    })
  }

  override withTransaction<R>(callback: (repository: this) => Promise<R>, options: TransactionOptions): Promise<R> {
    // All of this repository is one transaction; who made it commits or forgets it.
    void options
    return callback(this)
  }

  override deleteResource(): Promise<void> {
    return refuse(badRequest('Nothing is deleted here: a status says that it does not hold any more'))
  }

  override patchResource<T extends Resource>(): Promise<WithId<T>> {
    return refuse(badRequest('PATCH is not offered: PUT with If-Match'))
  }

  override searchByReference<T extends Resource>(): Promise<Record<string, WithId<T>[]>> {
    return refuse(badRequest('GraphQL is not offered'))
  }

  #find(type: string, id: string): Stored | null {
    return this.#staged.get(`${type}/${id}`) ?? this.#table.read(type, id)
  }

  /** Throws an OperationOutcomeError with every issue when the resource is not valid FHIR R4. */
  #write(resource: Stored, version: number): Promise<Stored> {
    const meta = { ...resource.meta, versionId: String(version), lastUpdated: this.#now().toISOString() }
    const written = structuredClone(resource)
    written.meta = meta
    try {
      validate(written)
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new OperationOutcomeError(badRequest('invalid')))
    }
    this.#staged.set(`${written.resourceType}/${written.id}`, written)
    return Promise.resolve(structuredClone(written))
  }
}

function withId(resource: Resource, id: string): Stored {
  return { ...resource, id }
}

/** The router's types promise the type that was asked for; the table holds it under exactly that type's name. */
function typed<T extends Resource>(resource: Resource): T {
  return resource as T
}

function refuse(outcome: ConstructorParameters<typeof OperationOutcomeError>[0]): Promise<never> {
  return Promise.reject(new OperationOutcomeError(outcome))
}
