/** Resources in SQLite: the newest version, every version before it, and the values that searches are narrowed by. */
import type { DatabaseSync } from 'node:sqlite'
import type { Resource } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { inTransaction } from '../base/transaction.ts'
import { chainTable } from './chain-table.ts'
import { entitlementTable } from './entitlement-table.ts'
import { mandateTable } from './mandate-table.ts'
import { indexValues } from './index-values.ts'
import type { IndexValue } from './index-values.ts'

export type Stored = Resource & { readonly id: string }

export interface FhirTable {
  read(type: string, id: string): Stored | null
  /** Of every resource of a type, in the order of their creation. */
  ids(type: string): readonly string[]
  /** Every version that was written, newest first. */
  history(type: string, id: string): readonly Stored[]
  /** All of a type in the order of their creation, or those that have this value. */
  candidates(type: string, having: IndexValue | null): readonly Stored[]
  /** The next version of one, inside whatever transaction is open. */
  write(resource: Stored): void
  /** All or nothing, in a transaction of its own. */
  commit(resources: readonly Stored[]): void
}

export function fhirTable(database: DatabaseSync): FhirTable {
  const one = database.prepare('SELECT body FROM fhir_resources WHERE type = ? AND id = ?')
  const versions = database.prepare('SELECT body FROM fhir_versions WHERE type = ? AND id = ? ORDER BY seq DESC')
  const ids = database.prepare('SELECT id FROM fhir_resources WHERE type = ? ORDER BY seq')
  const all = database.prepare('SELECT body FROM fhir_resources WHERE type = ? ORDER BY seq')
  const having = database.prepare(
    `SELECT body FROM fhir_resources JOIN fhir_index USING (type, id)
     WHERE fhir_index.type = ? AND param = ? AND value = ? ORDER BY seq`,
  )
  const addVersion = database.prepare('INSERT INTO fhir_versions (type, id, version, body) VALUES (?, ?, ?, ?)')
  const upsert = database.prepare(
    `INSERT INTO fhir_resources (type, id, body) VALUES (?, ?, ?)
     ON CONFLICT (type, id) DO UPDATE SET body = excluded.body`,
  )
  const unindex = database.prepare('DELETE FROM fhir_index WHERE type = ? AND id = ?')
  const index = database.prepare('INSERT INTO fhir_index (type, param, value, id) VALUES (?, ?, ?, ?)')
  const entitlements = entitlementTable(database)
  const chain = chainTable(database)
  const lives = mandateTable(database)
  const write = (resource: Stored): void => {
    const { resourceType: type, id } = resource
    const body = JSON.stringify(resource)
    addVersion.run(type, id, resource.meta?.versionId ?? '', body)
    upsert.run(type, id, body)
    unindex.run(type, id)
    for (const { param, value } of indexValues(resource)) index.run(type, param, value, id)
    if (resource.resourceType === 'Consent') {
      entitlements.set(resource)
      lives.set(resource)
    }
    if (resource.resourceType === 'AuditEvent') chain(resource)
  }
  return {
    read(type, id) {
      const row = one.get(type, id)
      return row === undefined ? null : parse(row)
    },
    ids: (type) => ids.all(type).map((row) => v.parse(Id, row).id),
    history: (type, id) => versions.all(type, id).map(parse),
    candidates: (type, wanted) =>
      (wanted === null ? all.all(type) : having.all(type, wanted.param, wanted.value)).map(parse),
    write,
    commit(resources) {
      inTransaction(database, () => resources.forEach(write))
    },
  }
}

const Id = v.object({ id: v.string() })

/** What `write` stored was validated before: here only its shape as a resource is looked at. */
const Body = v.object({
  body: v.pipe(
    v.string(),
    v.parseJson(),
    v.custom<Stored>(
      (value) => typeof value === 'object' && value !== null && 'resourceType' in value && 'id' in value,
      'a stored resource',
    ),
  ),
})

function parse(row: unknown): Stored {
  return v.parse(Body, row).body
}
