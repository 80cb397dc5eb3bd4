/**
 * Writes single resources into the table: validated, with id, version and time. It waits for nothing, so that whoever calls
 * it inside a database transaction reads and writes in one.
 */
import { randomUUID } from 'node:crypto'
import { notFound, OperationOutcomeError, preconditionFailed } from '@medplum/core'
import type { Resource } from '@medplum/fhirtypes'
import type { Now } from '../../clock/clock.ts'
import { validate } from './required-codes.ts'
import type { FhirTable } from './table.ts'

/** As it was written. */
type Written<T extends Resource> = T & { readonly id: string }

export class FhirWriter {
  readonly table: FhirTable
  readonly #now: Now

  constructor({ table, now }: { readonly table: FhirTable; readonly now: Now }) {
    this.table = table
    this.#now = now
  }

  /** Its first version. Throws an OperationOutcomeError with every issue when the resource is not valid FHIR R4. */
  create<T extends Resource>(resource: T, id: string = randomUUID()): Written<T> {
    return this.#write(resource, id, 1)
  }

  /** Its next version. `ifMatch`: the version that must be the newest; null, whichever it is. Throws as `create`. */
  update<T extends Resource>(resource: T, ifMatch: string | null): Written<T> {
    const { resourceType, id } = resource
    const known = id === undefined ? null : this.table.read(resourceType, id)
    if (id === undefined || known === null) throw new OperationOutcomeError(notFound)
    const version = known.meta?.versionId ?? ''
    if (ifMatch !== null && ifMatch !== version) throw new OperationOutcomeError(preconditionFailed)
    return this.#write(resource, id, Number(version) + 1)
  }

  #write<T extends Resource>(resource: T, id: string, version: number): Written<T> {
    const meta = { ...resource.meta, versionId: String(version), lastUpdated: this.#now().toISOString() }
    const copy = structuredClone(resource)
    copy.meta = meta
    const written = { ...copy, id }
    validate(written)
    this.table.write(written)
    return written
  }
}
