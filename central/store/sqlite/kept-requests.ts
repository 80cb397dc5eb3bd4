/** What is kept of forms until somebody answers them, in SQLite: written and taken out inside commits of requests. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { KeptRequest } from '../../requests/decisions/kept-request.ts'
import type { KeptRequests } from '../../requests/decisions/kept-request.ts'

const Body = v.pipe(v.string(), v.parseJson(), KeptRequest)

/** Inside whatever transaction is open. */
export function keptRequestTable(database: DatabaseSync): {
  keep(document: string, request: KeptRequest): void
  of(document: string): KeptRequest | null
  forget(document: string): void
} {
  const insert = database.prepare('INSERT INTO kept_requests (document, body) VALUES (?, ?)')
  const one = database.prepare('SELECT body FROM kept_requests WHERE document = ?')
  const remove = database.prepare('DELETE FROM kept_requests WHERE document = ?')
  return {
    keep: (document, request) => void insert.run(document, JSON.stringify(request)),
    of(document) {
      const row = one.get(document)
      return row === undefined ? null : v.parse(Body, row['body'])
    },
    forget: (document) => void remove.run(document),
  }
}

export function sqliteKeptRequests(database: DatabaseSync): KeptRequests {
  const table = keptRequestTable(database)
  return { of: async (document) => table.of(document) }
}
