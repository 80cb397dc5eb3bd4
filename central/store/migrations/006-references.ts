/** Absolute, versioned and logical references can be searched for: their index values are added to what was stored before. */
import * as v from 'valibot'
import { indexValues } from '../fhir/index-values.ts'
import type { Migration } from './migration.ts'

const Row = v.object({ type: v.string(), id: v.string(), body: v.pipe(v.string(), v.parseJson()) })
const Body = v.custom<Parameters<typeof indexValues>[0]>(
  (body) => typeof body === 'object' && body !== null && 'resourceType' in body,
)

export const references: Migration = (database) => {
  const add = database.prepare('INSERT OR IGNORE INTO fhir_index (type, param, value, id) VALUES (?, ?, ?, ?)')
  for (const row of database.prepare('SELECT type, id, body FROM fhir_resources').all()) {
    const { type, id, body } = v.parse(Row, { ...row })
    if (!v.is(Body, body)) continue
    for (const { param, value } of indexValues(body)) if (param === 'reference') add.run(type, param, value, id)
  }
}
