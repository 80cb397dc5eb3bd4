/** The queue of long-term data in SQLite, beside the forms and their files. */
import type { DatabaseSync } from 'node:sqlite'
import type { Binary } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { instantOf } from '../../clock/clock.ts'
import type { Now } from '../../clock/clock.ts'
import { LongTermRow } from '../../requests/long-term/queue.ts'
import type { LongTermQueue } from '../../requests/long-term/queue.ts'
import { fhirTable } from '../fhir/table.ts'
import { FhirWriter } from '../fhir/writer.ts'
import { inTransaction } from '../base/transaction.ts'

/** What a commit of requests does to the queue, inside whatever transaction is open. */
export interface LongTermTable {
  /** A form that is in the queue keeps its row. */
  add(document: string, due: Date): void
}

export function longTermTable(database: DatabaseSync): LongTermTable {
  const insert = database.prepare('INSERT OR IGNORE INTO long_term (document, due) VALUES (?, ?)')
  return { add: (document, due) => void insert.run(document, instantOf(due)) }
}

export function sqliteLongTerm(database: DatabaseSync, now: Now): LongTermQueue {
  const writer = new FhirWriter({ table: fhirTable(database), now })
  const table = longTermTable(database)
  const one = database.prepare('SELECT * FROM long_term WHERE document = ?')
  const due = database.prepare('SELECT * FROM long_term WHERE due <= ? ORDER BY due LIMIT 1')
  const done = database.prepare('UPDATE long_term SET file = ?, due = ?, failures = 0 WHERE document = ?')
  const failed = database.prepare(
    'UPDATE long_term SET due = ?, failures = failures + 1 WHERE document = ? AND due = ? AND failures = ?',
  )
  const read = (row: unknown): LongTermRow | null =>
    row === undefined ? null : v.parse(LongTermRow, Object.assign({}, row))
  return {
    find: async (document) => read(one.get(document)),
    due: async (at) => read(due.get(instantOf(at))),
    addAll: async (documents, at) =>
      inTransaction(database, () => {
        for (const document of documents) table.add(document, at)
      }),
    keep: async (row, kept) =>
      inTransaction(database, () => {
        const now = read(one.get(row.document))
        if (now === null || now.due !== row.due || now.failures !== row.failures) return false
        const file = binaryOf(row, kept.data)
        const made = row.file === null ? writer.create(file) : writer.update({ ...file, id: idOf(row.file) }, null)
        done.run(`Binary/${made.id}`, instantOf(kept.due), row.document)
        return true
      }),
    failed: async (row, at) => void failed.run(instantOf(at), row.document, row.due, row.failures),
  }
}

/** `securityContext` names the form: who may read that may read this (R4, Binary). */
function binaryOf({ document }: LongTermRow, data: Uint8Array): Binary {
  return {
    resourceType: 'Binary',
    contentType: 'application/pdf',
    securityContext: { reference: document },
    data: Buffer.from(data).toString('base64'),
  }
}

function idOf(reference: string): string {
  return reference.split('/')[1] ?? ''
}
