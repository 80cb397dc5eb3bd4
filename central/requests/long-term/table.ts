/** Which forms get long-term data, and when next: one row a form for ever, in the same database as the form. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { Instant } from '../../../domain/ids.ts'
import { instantOf } from '../../clock.ts'
import { inTransaction } from '../../store/transaction.ts'

const Row = v.strictObject({
  /** `DocumentReference/<id>` with the form as it was sealed. */
  document: v.string(),
  /** `Binary/<id>` with the form and its long-term data; null as long as there is none. */
  file: v.nullable(v.string()),
  /** When something is to be done next: at once, after a failure, or to renew. */
  due: Instant,
  /** Failures in a row. */
  failures: v.number(),
})
export type LongTermRow = v.InferOutput<typeof Row>

export interface LongTermTable {
  find(document: string): LongTermRow | null
  /** The one that is due for the longest; null when none is. */
  due(at: Date): LongTermRow | null
  /** Inside whatever transaction is open. */
  add(document: string, due: Date): void
  /** All or none, in a transaction of its own. */
  addAll(documents: readonly string[], due: Date): void
  done(input: { readonly document: string; readonly file: string; readonly due: Date }): void
  failed(document: string, due: Date): void
}

export function longTermTable(database: DatabaseSync): LongTermTable {
  const one = database.prepare('SELECT * FROM long_term WHERE document = ?')
  const due = database.prepare('SELECT * FROM long_term WHERE due <= ? ORDER BY due LIMIT 1')
  const insert = database.prepare('INSERT INTO long_term (document, due) VALUES (?, ?)')
  const done = database.prepare('UPDATE long_term SET file = ?, due = ?, failures = 0 WHERE document = ?')
  const failed = database.prepare('UPDATE long_term SET due = ?, failures = failures + 1 WHERE document = ?')
  const read = (row: unknown): LongTermRow | null => (row === undefined ? null : v.parse(Row, Object.assign({}, row)))
  return {
    find: (document) => read(one.get(document)),
    due: (at) => read(due.get(instantOf(at))),
    add: (document, at) => void insert.run(document, instantOf(at)),
    addAll(documents, at) {
      inTransaction(database, () => {
        for (const document of documents) insert.run(document, instantOf(at))
      })
    },
    done: (input) => void done.run(input.file, instantOf(input.due), input.document),
    failed: (document, at) => void failed.run(instantOf(at), document),
  }
}
